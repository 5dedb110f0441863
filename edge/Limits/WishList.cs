namespace OneLink.Edge.Limits;

/// <summary>
/// The links of which the admin is to be told next. Requests add to it without a lock or an allocation, each link once; the first
/// one wakes who takes them.
/// </summary>
internal sealed class WishList : IDisposable
{
    private readonly SemaphoreSlim _added = new(0);
    private ClickGrant? _first;
    private volatile bool _isHeard = true;

    /// <summary>Whether the admin answered when it was asked last.</summary>
    public bool IsHeard
    {
        get => _isHeard;
        set => _isHeard = value;
    }

    public void Dispose() => _added.Dispose();

    public void Add(ClickGrant grant, Shared.Feed.LimitWish wish)
    {
        if (!grant.Wish(wish))
        {
            return;
        }

        ClickGrant? first = Volatile.Read(ref _first);
        while (true)
        {
            grant.NextWish = first;
            ClickGrant? before = Interlocked.CompareExchange(ref _first, grant, first);
            if (before == first)
            {
                break;
            }

            first = before;
        }

        if (first is null)
        {
            Wake();
        }
    }

    /// <summary>Wakes who waits, also where there is nothing in the list.</summary>
    public void Wake()
    {
        if (_added.CurrentCount == 0)
        {
            _added.Release();
        }
    }

    /// <summary>Waits until there is something, or for so long.</summary>
    public async Task WaitAsync(TimeSpan limit, TimeProvider clock, CancellationToken cancellationToken)
    {
        using var ending = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        Task added = _added.WaitAsync(ending.Token);
        await Task.WhenAny(added, Task.Delay(limit, clock, ending.Token));
        await ending.CancelAsync();
        await added.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        cancellationToken.ThrowIfCancellationRequested();
    }

    /// <summary>Takes all.</summary>
    public ClickGrant? TakeAll() => Interlocked.Exchange(ref _first, null);
}
