using System.Security.Cryptography;
using System.Text;
using RcuSim.Explaining;
using RcuSim.History;
using RcuSim.Machine;

namespace RcuSim.Replays;

/// <summary>
/// The events of an execution in the form in which replay files remember them: texts that depend on the event
/// alone, so that the beginning of an execution reads the same whatever comes after it.
/// </summary>
internal static class ReplayEvents
{
    private const ulong HashBasis = 0xcbf29ce484222325;
    private const ulong HashPrime = 0x100000001b3;

    /// <summary>The events since setup that threads can see of each other.</summary>
    /// <param name="history">The history whose log it is.</param>
    /// <param name="conflicts">The fields on which threads conflict.</param>
    public static IReadOnlyList<string> Of(ExecutionHistory history, ConflictSet conflicts)
    {
        var texts = new List<string>();
        for (int i = history.Start; i < history.Log.Count; i++)
        {
            ref readonly var item = ref history.Log[i];
            if (IsKept(item.Operation, history, conflicts))
            {
                string text = Printable.Line(
                    EventText.Of(item.Operation, item.Result, history, isLasting: true));
                texts.Add($"{item.Thread}:{item.Index} {text}");
            }
        }

        return texts;
    }

    /// <summary>Digest of a text: SHA-256, in hexadecimal.</summary>
    public static string Digest(string text) =>
        Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)));

    /// <summary>
    /// Digest of the events of setup: FNV-1a over their texts, in hexadecimal. The texts have names where
    /// the events have numbers that another process may deal out differently.
    /// </summary>
    public static string DigestOfSetup(ExecutionHistory history)
    {
        ulong hash = HashBasis;
        for (int i = 0; i < history.Start; i++)
        {
            ref readonly var item = ref history.Log[i];
            foreach (char letter in EventText.Of(item.Operation, item.Result, history, isLasting: true))
            {
                hash = (hash ^ letter) * HashPrime;
            }
        }

        return $"{hash:x16}";
    }

    private static bool IsKept(
        in Operation operation, ExecutionHistory history, ConflictSet conflicts) =>
        operation.Kind switch
        {
            >= OperationKind.Load and <= OperationKind.Replace or OperationKind.Await =>
                IsConflict(operation.Address, history, conflicts),
            OperationKind.Fence or OperationKind.Copy or OperationKind.Fill or OperationKind.Observe => false,
            _ => true,
        };

    private static bool IsConflict(ulong address, ExecutionHistory history, ConflictSet conflicts) =>
        !history.Objects.IsKnown(address) || conflicts.Contains(
            history.Objects.KindOf(address), history.Objects.FieldOf(address).Group);
}
