using OneLink.Edge.Spool;
using OneLink.Edge.Store;

namespace OneLink.Edge.Redirects;

/// <summary>
/// The lanes of this edge. Each thread comes back to the lane it had last, so that taking one is uncontended as long as
/// there are no more busy threads than lanes; a thread that finds its lane taken (its holder lost the processor) moves on.
/// </summary>
internal sealed class RedirectLanes : IDisposable
{
    [ThreadStatic]
    private static int _lastTaken;

    private readonly RedirectLane[] _lanes;

    public RedirectLanes(int count, LinkStore store, ClickSpool spool)
    {
        _lanes = new RedirectLane[count];
        for (int i = 0; i < count; i++)
        {
            _lanes[i] = new RedirectLane(store.OpenReader(), spool.OpenWriter(i));
        }
    }

    /// <summary>Takes a lane. Give it back on the same thread, before anything is awaited.</summary>
    public RedirectLane Take()
    {
        var spinner = default(SpinWait);
        for (int i = _lastTaken; ; i++)
        {
            int index = i % _lanes.Length;
            if (_lanes[index].TryTake())
            {
                _lastTaken = index;
                return _lanes[index];
            }

            if (index == _lanes.Length - 1)
            {
                i = -1;
                spinner.SpinOnce();
            }
        }
    }

    /// <summary>Takes a lane that is not given back before the process ends, for a thread of its own.</summary>
    public RedirectLane TakeForGood() => Take();

    /// <summary>Answers since the start, by status class (<c>2xx</c> to <c>5xx</c>).</summary>
    public long Answers(string statusClass) => _lanes.Sum(lane => lane.AnswersOf(statusClass[0] - '0'));

    /// <summary>Answers since the start, over all lanes of both kinds.</summary>
    public long AllAnswers => _lanes.Sum(static lane => lane.AllAnswers);

    public void Dispose()
    {
        foreach (RedirectLane lane in _lanes)
        {
            lane.Dispose();
        }
    }
}
