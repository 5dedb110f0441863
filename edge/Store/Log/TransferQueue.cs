namespace OneLink.Edge.Store.Log;

/// <summary>
/// Transfers in order of arrival, made by threads of their own that start when there is something for them to do. Not by
/// the thread pool: whoever waits for a link would wait for everything else that is queued there as well.
/// </summary>
/// <param name="name">Name of the threads.</param>
/// <param name="maxThreads">Transfers at once.</param>
/// <param name="transfer">Makes one transfer; does not throw.</param>
internal sealed class TransferQueue(string name, int maxThreads, Action<Transfer> transfer) : IDisposable
{
    private readonly object _gate = new();
    private readonly Queue<Transfer> _waiting = [];
    private readonly List<Thread> _threads = [];
    private int _idleThreads;
    private int _unfinished;
    private bool _isClosed;

    public void Enqueue(Transfer next)
    {
        lock (_gate)
        {
            ObjectDisposedException.ThrowIf(_isClosed, this);
            _waiting.Enqueue(next);
            _unfinished++;
            if (_waiting.Count > _idleThreads && _threads.Count < maxThreads)
            {
                var thread = new Thread(Run) { IsBackground = true, Name = name };
                _threads.Add(thread);
                thread.Start();
            }

            Monitor.PulseAll(_gate);
        }
    }

    /// <summary>Waits until every transfer was made and called back.</summary>
    public void WaitUntilIdle()
    {
        lock (_gate)
        {
            while (_unfinished > 0)
            {
                Monitor.Wait(_gate);
            }
        }
    }

    /// <summary>Makes what is queued, and ends the threads.</summary>
    public void Dispose()
    {
        lock (_gate)
        {
            _isClosed = true;
            Monitor.PulseAll(_gate);
        }

        _threads.ForEach(static thread => thread.Join());
    }

    private void Run()
    {
        while (TryTake(out Transfer next))
        {
            transfer(next);
            lock (_gate)
            {
                if (--_unfinished == 0)
                {
                    Monitor.PulseAll(_gate);
                }
            }
        }
    }

    private bool TryTake(out Transfer next)
    {
        lock (_gate)
        {
            while (!_waiting.TryDequeue(out next))
            {
                if (_isClosed)
                {
                    return false;
                }

                _idleThreads++;
                Monitor.Wait(_gate);
                _idleThreads--;
            }

            return true;
        }
    }
}
