using RcuSim.Machine;

namespace RcuSim.Tests.Unit.Machine;

/// <summary>Runs bodies on real threads, all released together; a failure in one fails the test.</summary>
internal static class NativeThreads
{
    public static void Run(NativeSystem system, int count, Action<NativeMachine, int> body)
    {
        var failures = new System.Collections.Concurrent.ConcurrentQueue<Exception>();
        int waiting = count;
        var threads = new Thread[count];
        for (int i = 0; i < count; i++)
        {
            int number = i;
            threads[i] = new Thread(() =>
            {
                using var context = system.CreateThread();
                Interlocked.Decrement(ref waiting);
                SpinWait.SpinUntil(() => Volatile.Read(ref waiting) == 0);
                try
                {
                    body(context.Machine, number);
                }
                catch (Exception error)
                {
                    failures.Enqueue(error);
                }
            })
            {
                IsBackground = true,
            };
            threads[i].Start();
        }

        foreach (var thread in threads)
        {
            Assert.True(thread.Join(TimeSpan.FromSeconds(120)), "a thread hangs");
        }

        Assert.True(failures.IsEmpty, string.Join('\n', failures));
    }
}
