using RcuSim.History;
using RcuSim.Machine;

namespace RcuSim.Explaining;

/// <summary>Events in words.</summary>
internal static class EventText
{
    /// <summary>
    /// An operation and its answer, for example <c>load maple_node#3.slot[0] -> vm_area_struct#7</c>.
    /// </summary>
    /// <param name="operation">What was asked.</param>
    /// <param name="result">What was answered.</param>
    /// <param name="history">Names the words.</param>
    /// <param name="isLasting">True for names that depend on nothing that comes later.</param>
    public static string Of(
        in Operation operation, ulong result, ExecutionHistory history, bool isLasting = false)
    {
        string name = operation.Address == 0 ? "" : AddressName.Of(operation.Address, history, isLasting);
        string value = AddressName.Value(operation.Value, history);
        string answer = AddressName.Value(result, history);
        string order = Order(OrderOf(operation, result));
        string site = Site.Find(operation.Site)?.Name ?? $"site {operation.Site}";
        return operation.Kind switch
        {
            OperationKind.Load => $"load{order} {name} -> {answer}",
            OperationKind.Store => $"store{order} {name} = {value}",
            OperationKind.CompareExchange => $"cmpxchg{order} {name}: "
                + $"{AddressName.Value(operation.Operand, history)} => {value} -> {answer}",
            OperationKind.Replace =>
                $"replace{order} {name} under 0x{operation.Operand:x} = {value} -> {answer}",
            OperationKind.Add => $"add{order} {name}, {(long)operation.Value} -> {answer}",
            >= OperationKind.Or and <= OperationKind.Exchange =>
                $"{Word(operation.Kind)}{order} {name}, {value} -> {answer}",
            OperationKind.Fence => $"fence {Word((FenceKind)operation.Detail)}",
            OperationKind.Reuse => $"reuse {AddressName.Object(operation.Address, history)}",
            OperationKind.Allocate when result == 0 => $"allocate {SlabCache.Find(operation.Detail)}: fails",
            OperationKind.Allocate =>
                $"allocate {AddressName.Object(result, history)}{Count(operation)}",
            OperationKind.Free => $"free {AddressName.ObjectOr(operation.Address, history)}",
            OperationKind.Copy =>
                $"copy {operation.Operand} words to {name} from "
                    + AddressName.Of(operation.Value, history, isLasting),
            OperationKind.Fill => $"fill {operation.Operand} words of {name} with {value}",
            OperationKind.Await =>
                $"await{order} {name}{Mask(operation.Operand)} {Compares(operation)} {value} -> {answer}",
            OperationKind.TryLock => $"trylock {Mode(operation)} {name} -> {(result == 0 ? "no" : "yes")}",
            OperationKind.LockWait => $"waits for {Mode(operation)} {name}",
            OperationKind.Lock or OperationKind.Unlock => $"{Word(operation.Kind)} {Mode(operation)} {name}",
            OperationKind.Downgrade => $"downgrade {name}",
            OperationKind.CallRcu => HandOver(operation, history),
            OperationKind.TakeState =>
                $"{(operation.Value == 0 ? "get" : "start_poll")}_state{Of(operation)} -> {result}",
            OperationKind.PollState =>
                $"poll_state {operation.Value}{Of(operation)} -> {(result == 0 ? "no" : "yes")}",
            OperationKind.Start or OperationKind.Join => $"{Word(operation.Kind)} {operation.Other}",
            OperationKind.Choose => $"choose {site} below {operation.Value} -> {result}",
            OperationKind.Fail => $"{site}? -> {(result == 0 ? "no" : "yes")}",
            OperationKind.Observe => $"{site}({Observed(operation, value)})",
            OperationKind.Retry => $"retry {site}",
            OperationKind.Spin => $"spin {site}",
            OperationKind.SpinEnd => $"spin {site} goes on",
            _ => Sync(operation),
        };
    }

    /// <summary>What a thread that cannot run waits for.</summary>
    public static string Wanted(in Operation operation, ExecutionHistory history) => operation.Kind switch
    {
        OperationKind.Lock => $"{AddressName.Of(operation.Address, history)} ({Mode(operation)})",
        OperationKind.Await => $"{AddressName.Of(operation.Address, history)}{Mask(operation.Operand)} "
            + $"{Compares(operation)} {AddressName.Value(operation.Value, history)}",
        OperationKind.Join => $"the end of {operation.Other}{NotStarted(operation.Other, history)}",
        OperationKind.BarrierEnd => $"all queued callbacks{Of(operation)}",
        _ => Of(operation, 0, history),
    };

    /// <summary>At the end of an operation the number of the site that began it is observed.</summary>
    private static string Observed(in Operation operation, string value) =>
        Site.KindOf(operation.Site) == SiteKind.OperationEnd
            ? Site.Find((int)operation.Value)?.Name ?? value
            : value;

    private static string NotStarted(ThreadName thread, ExecutionHistory history) =>
        history.Threads.HasBegun(thread) ? "" : ", which nobody has started";

    private static string HandOver(in Operation operation, ExecutionHistory history)
    {
        string what = operation.Address == 0
            ? ""
            : $" {AddressName.ObjectOr(operation.Address, history)},";
        string argument = operation.Operand == 0
            ? ""
            : $", argument {AddressName.Value(operation.Operand, history)}";
        string of = Of(operation), call = of.Length == 0 ? "call_rcu" : $"call_srcu{of}";
        if (operation.Value == RcuFunction.Free)
        {
            return $"k{(of.Length == 0 ? "free_rcu" : $"free_srcu{of}")}{what.TrimEnd(',')}";
        }

        return $"{call}{what} function {operation.Value}{argument}";
    }

    private static string Sync(in Operation operation)
    {
        string of = Of(operation);
        string rcu = of.Length == 0 ? "rcu" : "srcu";
        return operation.Kind switch
        {
            OperationKind.Begin => "begins",
            OperationKind.End => "ends",
            OperationKind.JoinActors => "all actors have ended",
            OperationKind.RcuEnter => $"{rcu}_read_lock{of}",
            OperationKind.RcuLeave => $"{rcu}_read_unlock{of}",
            OperationKind.GracePeriodBegin => $"grace period{of} begins",
            OperationKind.GracePeriodEnd => $"grace period{of} ends",
            OperationKind.CallbackBegin => "the callback begins",
            OperationKind.CallbackEnd => "the callback has run",
            OperationKind.BarrierBegin => $"{rcu}_barrier{of} begins",
            OperationKind.BarrierEnd => $"{rcu}_barrier{of} ends",
            var kind => Word(kind),
        };
    }

    private static string Of(in Operation operation) => RcuDomain.Suffix(operation.Detail);

    private static string Mask(ulong mask) => mask == ulong.MaxValue ? "" : $" & 0x{mask:x}";

    private static string Compares(in Operation operation) => operation.Comparison switch
    {
        Comparison.Equal => "=",
        Comparison.NotEqual => "!=",
        Comparison.Below => "<",
        _ => ">=",
    };

    /// <summary>A compare-exchange that failed had the order that was asked for that case.</summary>
    private static MemoryOrder OrderOf(in Operation operation, ulong result) =>
        operation.Kind == OperationKind.CompareExchange && result != operation.Operand
            ? operation.FailureOrder
            : operation.Order;

    private static string Order(MemoryOrder order) => order switch
    {
        MemoryOrder.Plain or MemoryOrder.PlainRacy => "",
        _ => $".{Word(order)}",
    };

    private static string Count(in Operation operation)
    {
        var cache = SlabCache.At(operation.Detail);
        string length = cache.Root == cache ? "" : $" of {cache.Words} words";
        return operation.Operand == 1 ? length : $"{length} and the {operation.Operand - 1} after it";
    }

    private static string Mode(in Operation operation) => Word((LockMode)operation.Detail);

    private static string Word<T>(T value)
        where T : struct, Enum => value.ToString().ToLowerInvariant();
}
