namespace OneLink.Simulation;

/// <summary>
/// An edge: taps wait for its cores, clicks wait in its spool, batches go to ClickHouse one at a time. Taps and clicks are
/// counted in portions of one commit interval, not one by one.
/// </summary>
internal sealed class Edge(Agenda agenda, Plan plan, Region region, Shard shard, Random random)
{
    private readonly LinkedList<(double At, double Clicks)> _spool = new();
    private double _waiting;
    private double _backoff;
    private bool _isShipping;
    private long _lookAgain;

    public Region Region { get; } = region;

    /// <summary>Lost: neither taps nor batches.</summary>
    public bool IsLost { get; private set; }

    public double Answered { get; private set; }

    /// <summary>Taps that nobody answered: they came to a lost edge.</summary>
    public double Unanswered { get; private set; }

    public double Stored { get; private set; }

    public double InSpool { get; private set; }

    public double MostInSpool { get; private set; }

    /// <summary>Seconds a tap waited for a core.</summary>
    public Weights Waits { get; } = new();

    /// <summary>Seconds from a click to its row.</summary>
    public Weights Lag { get; } = new();

    public double Capacity => plan.CoresOfAnEdge / Measured.RedirectSeconds;

    /// <summary>Taps of one commit interval.</summary>
    public void Tap(double taps)
    {
        if (IsLost)
        {
            Unanswered += taps;
            return;
        }

        _waiting += taps;
        var answered = Math.Min(_waiting, Capacity * Measured.CommitSeconds);
        _waiting -= answered;
        Answered += answered;
        Waits.Add(_waiting / Capacity, answered);
        if (answered > 0)
        {
            _spool.AddLast((agenda.Now, answered));
            InSpool += answered;
            MostInSpool = Math.Max(MostInSpool, InSpool);
            ShipIfDue();
        }
    }

    public void Lose() => IsLost = true;

    /// <summary>Its disk is what it was.</summary>
    public void Return()
    {
        IsLost = false;
        ShipIfDue();
    }

    private void ShipIfDue()
    {
        if (_isShipping || IsLost || _spool.Count == 0)
        {
            return;
        }

        var due = _spool.First!.Value.At + Measured.BatchSeconds;
        if (InSpool >= Measured.BatchRows || due <= agenda.Now)
        {
            Ship();
        }
        else
        {
            var look = ++_lookAgain;
            agenda.Put(due, () =>
            {
                if (look == _lookAgain)
                {
                    ShipIfDue();
                }
            });
        }
    }

    private void Ship()
    {
        _isShipping = true;
        var batch = NextBatch();
        agenda.Put(agenda.Now + Region.ToHome, () =>
        {
            if (shard.Take(agenda.Now, batch.Sum(portion => portion.Clicks)) is { } stored)
            {
                agenda.Put(stored + Region.ToHome, () => Taken(batch, stored));
            }
            else
            {
                agenda.Put(agenda.Now + Region.ToHome, () => Refused(batch));
            }
        });
    }

    private List<(double At, double Clicks)> NextBatch()
    {
        var batch = new List<(double At, double Clicks)>();
        double room = Measured.BatchRows;
        while (room > 0 && _spool.First is { Value: var portion })
        {
            var taken = Math.Min(room, portion.Clicks);
            batch.Add((portion.At, taken));
            room -= taken;
            _spool.RemoveFirst();
            if (taken < portion.Clicks)
            {
                _spool.AddFirst((portion.At, portion.Clicks - taken));
            }
        }

        return batch;
    }

    private void Taken(List<(double At, double Clicks)> batch, double stored)
    {
        foreach (var (at, clicks) in batch)
        {
            // The earliest of a portion came a commit interval before the portion was counted.
            Lag.Add(stored - at + Measured.CommitSeconds, clicks);
            Stored += clicks;
            InSpool -= clicks;
        }

        _backoff = 0;
        _isShipping = false;
        ShipIfDue();
    }

    private void Refused(List<(double At, double Clicks)> batch)
    {
        for (var i = batch.Count - 1; i >= 0; i--)
        {
            _spool.AddFirst(batch[i]);
        }

        _backoff = _backoff == 0 ? Measured.FirstBackoff : Math.Min(Measured.LongestBackoff, _backoff * 2);
        agenda.Put(agenda.Now + (_backoff * (0.5 + random.NextDouble())), () =>
        {
            _isShipping = false;
            ShipIfDue();
        });
    }
}
