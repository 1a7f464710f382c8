namespace RcuSim.Machine;

/// <content>
/// Callbacks come off the channel when the grace period has ended: for those that came meanwhile, it began
/// too early.
/// </content>
internal sealed partial class CallbackPump
{
    private int WaitAndTake(NativeCallback[] batch)
    {
        waitForReaders();
        return Take(batch);
    }
}
