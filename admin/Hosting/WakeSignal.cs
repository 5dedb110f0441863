namespace OneLink.Admin.Hosting;

/// <summary>Wakes everyone who waits for something new.</summary>
internal abstract class WakeSignal
{
    private TaskCompletionSource _next = NewSource();

    /// <summary>
    /// Completes at the next <see cref="Raise"/>. Take it before reading: what is committed in between then wakes the
    /// reader at once instead of being missed.
    /// </summary>
    public Task Next => Volatile.Read(ref _next).Task;

    public void Raise() => Interlocked.Exchange(ref _next, NewSource()).TrySetResult();

    private static TaskCompletionSource NewSource() => new(TaskCreationOptions.RunContinuationsAsynchronously);
}
