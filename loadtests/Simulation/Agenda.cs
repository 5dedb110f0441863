namespace OneLink.Simulation;

/// <summary>What happens when: the clock of a discrete-event simulation. Events of one moment happen in the order in which they were put.</summary>
internal sealed class Agenda
{
    private readonly PriorityQueue<Action, (double At, long Order)> _events = new();
    private long _order;

    /// <summary>Seconds since the beginning.</summary>
    public double Now { get; private set; }

    /// <summary>Events that have happened.</summary>
    public long Happened { get; private set; }

    /// <param name="at">Seconds since the beginning; not in the past.</param>
    /// <param name="happens">What happens then; it may put further events.</param>
    public void Put(double at, Action happens)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(at, Now);
        _events.Enqueue(happens, (at, _order++));
    }

    /// <summary>Again and again, until <paramref name="until"/>.</summary>
    /// <param name="from">Seconds since the beginning.</param>
    /// <param name="period">Seconds from one time to the next.</param>
    /// <param name="until">Seconds since the beginning; not at that moment itself.</param>
    /// <param name="happens">What happens.</param>
    public void PutEvery(double from, double period, double until, Action happens)
    {
        // Counted, not added up: a sum of a million tenths is not where it should be.
        long times = 0;
        PutNext();

        void PutNext()
        {
            var at = from + (times++ * period);
            if (at < until)
            {
                Put(at, () =>
                {
                    happens();
                    PutNext();
                });
            }
        }
    }

    /// <summary>Lets everything happen that is due by then, and sets the clock to it.</summary>
    public void RunUntil(double end)
    {
        while (_events.TryPeek(out _, out var due) && due.At <= end)
        {
            var happens = _events.Dequeue();
            Now = due.At;
            Happened++;
            happens();
        }

        Now = end;
    }
}
