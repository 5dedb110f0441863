namespace OneLink.Simulation;

/// <summary>
/// Link changes on their way: the admin's machine sends each stream what its line holds, an edge applies them one after the
/// other, and with relays one edge of a region sends them on to the others within it.
/// </summary>
internal sealed class FeedTree
{
    /// <summary>Changes are looked at in portions of so many seconds.</summary>
    private const double Portion = 0.01;

    /// <summary>Seconds one way within a region.</summary>
    private const double Within = 0.0005;

    private readonly Agenda _agenda;
    private readonly Plan _plan;
    private readonly Func<double, double> _changesPerSecond;
    private readonly Dictionary<(Region Region, int Number), double> _freeAt = [];
    private readonly Dictionary<Region, double> _lines = [];
    private double _adminLine;

    /// <param name="agenda">Its clock.</param>
    /// <param name="plan">What is where.</param>
    /// <param name="changesPerSecond">Changes a second at a moment.</param>
    /// <param name="until">Seconds for which changes come.</param>
    public FeedTree(Agenda agenda, Plan plan, Func<double, double> changesPerSecond, double until)
    {
        _agenda = agenda;
        _plan = plan;
        _changesPerSecond = changesPerSecond;
        agenda.PutEvery(Portion, Portion, until, Commit);
    }

    /// <summary>Seconds from the commit of a change to an edge that has it, of all edges.</summary>
    public Weights Delays { get; } = new();

    /// <summary>Bytes that the admin's machine has sent.</summary>
    public double Sent { get; private set; }

    private void Commit()
    {
        var at = _agenda.Now;
        var changes = _changesPerSecond(at) * Portion;
        if (changes == 0)
        {
            return;
        }

        foreach (var region in _plan.Regions)
        {
            for (var number = 0; number < (_plan.HasRelays ? 1 : _plan.EdgesInARegion); number++)
            {
                var edge = number;
                _adminLine = Through(_adminLine, at, changes);
                Sent += changes * _plan.ChangeBytes;
                _agenda.Put(_adminLine + region.ToHome, () => Arrive(region, edge, at, changes));
            }
        }
    }

    private void Arrive(Region region, int number, double committed, double changes)
    {
        var free = Math.Max(_agenda.Now, _freeAt.GetValueOrDefault((region, number))) + (changes / Measured.ChangesPerSecond);
        _freeAt[(region, number)] = free;

        // The last of the portion; the first came as long before it as the portion takes.
        Delays.Add(free - committed + Portion, changes);
        if (_plan.HasRelays && number == 0)
        {
            for (var other = 1; other < _plan.EdgesInARegion; other++)
            {
                var edge = other;
                _lines[region] = Through(_lines.GetValueOrDefault(region), free, changes);
                _agenda.Put(_lines[region] + Within, () => Arrive(region, edge, committed, changes));
            }
        }
    }

    /// <returns>When a line that is busy until then has sent the changes too.</returns>
    private double Through(double busyUntil, double from, double changes)
        => Math.Max(busyUntil, from) + (changes * _plan.ChangeBytes * 8 / _plan.AdminBitsPerSecond);
}
