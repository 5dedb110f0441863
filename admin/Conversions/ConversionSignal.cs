namespace OneLink.Admin.Conversions;

/// <summary>Wakes the shipper when a conversion came in, so that it is in the next question's answer.</summary>
internal sealed class ConversionSignal : IDisposable
{
    private readonly SemaphoreSlim _raised = new(0, 1);

    public void Raise()
    {
        try
        {
            _raised.Release();
        }
        catch (SemaphoreFullException)
        {
            // Raised already and not seen yet.
        }
    }

    /// <summary>Returns when raised, or after <paramref name="limit"/>.</summary>
    public Task WaitAsync(TimeSpan limit, CancellationToken cancellationToken) => _raised.WaitAsync(limit, cancellationToken);

    public void Dispose() => _raised.Dispose();
}
