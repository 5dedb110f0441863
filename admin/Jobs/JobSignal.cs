namespace OneLink.Admin.Jobs;

/// <summary>Wakes the runner when a job is queued.</summary>
internal sealed class JobSignal : IDisposable
{
    private readonly SemaphoreSlim _raised = new(0);

    public void Raise() => _raised.Release();

    /// <summary>Waits for the next job, or so long.</summary>
    public async Task WaitAsync(TimeSpan longest, CancellationToken cancellationToken)
    {
        await _raised.WaitAsync(longest, cancellationToken);
        while (_raised.Wait(0, CancellationToken.None))
        {
            // Several that came together are one reason to look.
        }
    }

    public void Dispose() => _raised.Dispose();
}
