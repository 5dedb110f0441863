namespace OneLink.Edge.Spool;

/// <summary>
/// Lets answers wait for the device, all that came together for one <c>fdatasync</c> (group commit). Whoever joins is
/// released by a commit that began afterwards, so that what it recorded before is in it.
/// </summary>
internal sealed class GroupCommit : IDisposable
{
    private readonly Lock _lock = new();
    private readonly AutoResetEvent _joined = new(initialState: false);
    private TaskCompletionSource? _next;

    /// <summary>Set when somebody waits.</summary>
    public WaitHandle Joined => _joined;

    /// <summary>Completes when the next commit has ended.</summary>
    public Task JoinAsync()
    {
        lock (_lock)
        {
            if (_next is null)
            {
                // Continuations write answers; the committer must not.
                _next = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
                _joined.Set();
            }

            return _next.Task;
        }
    }

    /// <summary>Runs <paramref name="commit"/> for all that have joined up to now, and releases them.</summary>
    public void Run(Action commit)
    {
        TaskCompletionSource? waiting;
        lock (_lock)
        {
            waiting = _next;
            _next = null;
        }

        commit();
        waiting?.SetResult();
    }

    public void Dispose() => _joined.Dispose();
}
