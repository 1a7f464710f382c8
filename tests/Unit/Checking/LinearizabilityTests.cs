using RcuSim.Explaining;
using RcuSim.Machine;
using RcuSim.Oracles;

namespace RcuSim.Tests.Unit.Checking;

/// <summary>Operations of a queue, told in the order in which they begin and end.</summary>
public class LinearizabilityTests
{
    private static readonly Site enqueue = new("test-enqueue", SiteKind.Operation);
    private static readonly Site dequeue = new("test-dequeue", SiteKind.Operation);
    private static readonly Site other = new("test-other", SiteKind.Operation);
    private readonly Bench bench = new(new Linearizability(new Queue(), enqueue, dequeue));

    public LinearizabilityTests() => bench.Start();

    [Theory]
    [InlineData(1UL, true)]
    [InlineData(2UL, false)]
    [InlineData(0UL, false)]
    public void One_after_another(ulong answer, bool fits)
    {
        Run("a", enqueue, 1);
        Run("b", enqueue, 2);
        Run("a", dequeue, 0, answer);
        Assert.Equal(fits, bench.Violation is null);
    }

    [Theory]
    [InlineData(1UL, 2UL, true)]
    [InlineData(2UL, 1UL, true)]
    [InlineData(1UL, 1UL, false)]
    [InlineData(2UL, 0UL, false)]
    public void Two_that_overlap_take_effect_in_either_order(ulong first, ulong second, bool fits)
    {
        bench["a"].BeginOperation(enqueue, 1);
        Run("b", enqueue, 2);
        bench["a"].EndOperation(enqueue, 0);
        Run("a", dequeue, 0, first);
        Run("b", dequeue, 0, second);
        Assert.Equal(fits, bench.Violation is null);
    }

    [Theory]
    [InlineData(0UL, 1UL, true)]
    [InlineData(1UL, 0UL, true)]
    [InlineData(1UL, 1UL, false)]
    public void One_that_has_not_ended_may_have_taken_effect(ulong first, ulong second, bool fits)
    {
        bench["a"].BeginOperation(enqueue, 1);
        Run("b", dequeue, 0, first);
        Run("b", dequeue, 0, second);
        Assert.Equal(fits, bench.Violation is null);
        bench.End();
        Assert.Equal(fits, bench.Violation is null);
    }

    [Fact]
    public void An_operation_answers_what_it_answered_when_it_took_effect()
    {
        Run("a", enqueue, 1);
        bench["a"].BeginOperation(dequeue, 0);
        Run("b", dequeue, 0, 0);
        bench["a"].EndOperation(dequeue, 0);
        Assert.Equal(ViolationKind.NotLinearizable, bench.Violation?.Kind);
    }

    [Fact]
    public void What_begins_after_another_ended_comes_after_it()
    {
        bench["a"].BeginOperation(dequeue, 0);
        bench["a"].EndOperation(dequeue, 0);
        Run("b", enqueue, 1);
        Run("a", dequeue, 0, 0);
        Assert.Equal(
            "test-dequeue 0 by a answers 0, which it does in no order of the operations.",
            bench.Violation?.Message);
    }

    [Fact]
    public void Other_operations_do_not_count_and_those_inside_another_are_part_of_it()
    {
        Run("a", other, 1, 5);
        bench["a"].BeginOperation(enqueue, 1);
        bench["a"].BeginOperation(dequeue, 0);
        bench["a"].EndOperation(dequeue, 9);
        bench["a"].EndOperation(enqueue, 0);
        Run("b", dequeue, 0, 1);
        Assert.Null(bench.Violation);
    }

    [Fact]
    public void An_operation_that_its_thread_never_ends_is_a_mistake()
    {
        bench["a"].BeginOperation(enqueue, 1);
        bench["a"].EndOperation(other, 7);
        Assert.Null(bench.Violation);
        bench["a"].End();
        Expect("a ends without having ended test-enqueue, which it has begun.");
    }

    [Fact]
    public void A_callback_is_a_thread_of_its_own()
    {
        bench["a"].CallRcu(1, 0);
        bench.RunCallback("a", body: machine => machine.BeginOperation(enqueue, 1));
        Expect("callback 1 of a ends without having ended test-enqueue, which it has begun.");
    }

    [Fact]
    public void An_operation_that_begins_twice_has_to_end_twice()
    {
        bench["a"].BeginOperation(enqueue, 1);
        Run("a", enqueue, 1);
        bench["a"].End();
        Expect("a ends without having ended test-enqueue, which it has begun.");
    }

    [Fact]
    public void An_end_of_another_operation_is_a_mistake()
    {
        bench["a"].BeginOperation(enqueue, 1);
        bench["a"].EndOperation(dequeue, 7);
        Expect("a ends test-dequeue inside test-enqueue, which it has to end first.");
    }

    [Fact]
    public void An_end_without_a_begin_is_a_mistake()
    {
        bench["a"].EndOperation(dequeue, 7);
        Expect("a ends test-dequeue, which it has not begun.");
    }

    [Fact]
    public void The_state_goes_back_to_marks()
    {
        Run("a", enqueue, 1);
        bench.Reset();
        Run("a", dequeue, 0, 0);
        Assert.Null(bench.Violation);
    }

    [Fact]
    public void The_argument_shows_the_operations_and_what_each_order_asks_for()
    {
        Run("a", enqueue, 1);
        bench["b"].BeginOperation(enqueue, 2);
        Run("a", dequeue, 0, 3);
        Assert.Equal(
            """
            NotLinearizable: test-dequeue 0 by a answers 3, which it does in no order of the operations.
              1. test-enqueue 1 by a begins
              2. test-enqueue 1 by a answers 0
              3. test-enqueue 2 by b begins
              4. test-dequeue 0 by a begins
              5. test-dequeue 0 by a answers 3
              6. after test-enqueue 1 by a, it should answer 1
              7. after test-enqueue 1 by a, test-enqueue 2 by b (in progress), it should answer 1
            """.ReplaceLineEndings("\n"),
            bench.Report());
    }

    [Theory]
    [InlineData(6, true)]
    [InlineData(9, false)]
    public void More_side_by_side_than_can_be_put_in_order_is_said(int threads, bool fits)
    {
        for (int i = 0; i < threads; i++)
            bench[$"t{i}"].BeginOperation(enqueue, (ulong)i);
        if (fits)
        {
            bench["t0"].EndOperation(enqueue, 0);
            Assert.Null(bench.Violation);
            return;
        }

        var wrong = Assert.Throws<InvalidOperationException>(() => bench["t0"].EndOperation(enqueue, 0));
        Assert.Equal(
            "more than 65536 states are possible: too many operations run side by side", wrong.Message);
    }

    [Fact]
    public void Sites_that_begin_no_operation_are_refused()
    {
        var wrong = Assert.Throws<ArgumentException>(
            () => new Linearizability(new Queue(), enqueue, OperationSpan.Result));
        Assert.Contains("result is of kind Result", wrong.Message, StringComparison.Ordinal);
        Assert.Throws<ArgumentException>(() => new Linearizability(new Queue()));
    }

    private void Expect(string message)
    {
        Assert.Equal(ViolationKind.OperationMisuse, bench.Violation?.Kind);
        Assert.Equal(message, bench.Violation?.Message);
    }

    private void Run(string thread, Site operation, ulong argument, ulong answer = 0)
    {
        bench[thread].BeginOperation(operation, argument);
        bench[thread].EndOperation(operation, answer);
    }

    private sealed class Queue : SequentialModel
    {
        public override ulong Apply(List<ulong> state, Site operation, ulong argument)
        {
            if (operation == enqueue)
            {
                state.Add(argument);
                return 0;
            }

            ulong first = state.FirstOrDefault();
            state.RemoveRange(0, first == 0 ? 0 : 1);
            return first;
        }
    }
}
