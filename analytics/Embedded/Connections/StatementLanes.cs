namespace OneLink.Analytics.Embedded.Connections;

/// <summary>Limits how many statements run at once, with places of their own for reads and writes: neither can starve the other.</summary>
internal sealed class StatementLanes(EngineLimits limits, TimeProvider time) : IDisposable
{
    private readonly SemaphoreSlim _reads = new(limits.ConcurrentReads);
    private readonly SemaphoreSlim _writes = new(limits.ConcurrentWrites);

    /// <summary>Waits for a place; disposing what it gives frees the place.</summary>
    /// <exception cref="EngineException">No place became free in time.</exception>
    internal async Task<IDisposable> EnterAsync(bool write, CancellationToken cancellationToken)
    {
        var places = write ? _writes : _reads;
        if (!places.Wait(0, CancellationToken.None))
        {
            using var limit = new CancellationTokenSource(limits.LongestWait, time);
            using var either = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, cancellationToken);
            try
            {
                await places.WaitAsync(either.Token);
            }
            catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
            {
                throw EngineException.Of(EngineError.TooManySimultaneousQueries, $"no place became free within {limits.LongestWait.TotalSeconds:0.#} s.");
            }
        }

        return new Place(places);
    }

    public void Dispose()
    {
        _reads.Dispose();
        _writes.Dispose();
    }

    private sealed class Place(SemaphoreSlim places) : IDisposable
    {
        public void Dispose() => places.Release();
    }
}
