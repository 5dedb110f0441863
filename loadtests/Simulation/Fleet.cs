namespace OneLink.Simulation;

/// <summary>All edges and shards of a plan, with taps coming.</summary>
internal sealed class Fleet
{
    private readonly Plan _plan;
    private readonly Dictionary<Region, double> _led = [];

    /// <param name="agenda">Its clock.</param>
    /// <param name="plan">What is where.</param>
    /// <param name="taps">Seconds for which taps come.</param>
    /// <param name="seed">Of the waits after refusals.</param>
    public Fleet(Agenda agenda, Plan plan, double taps, int seed)
    {
        Agenda = agenda;
        _plan = plan;
        var random = new Random(seed);
        Shards = [.. Enumerable.Range(0, plan.Shards).Select(_ => new Shard(plan))];

        // Clicks of a link go to one shard, those of an edge therefore to all of them in turn: an edge for each shard is near enough.
        Edges = [.. plan.Regions.SelectMany(region => Enumerable.Range(0, plan.EdgesInARegion).Select(number => (region, number)))
            .Select((place, index) => new Edge(agenda, plan, place.region, Shards[index % plan.Shards], random))];
        agenda.PutEvery(Measured.CommitSeconds, Measured.CommitSeconds, taps, Tap);
    }

    public Agenda Agenda { get; }

    public IReadOnlyList<Edge> Edges { get; }

    public IReadOnlyList<Shard> Shards { get; }

    public IEnumerable<Edge> In(string region) => Edges.Where(edge => edge.Region.Name == region);

    /// <summary>Its edges are gone; its visitors are led to the other regions of its continent, half of those that remain in each half-life.</summary>
    public void Lose(string region)
    {
        foreach (var edge in In(region))
        {
            edge.Lose();
        }

        var at = Agenda.Now;
        var lost = _plan.Regions.Single(other => other.Name == region);
        if (!_plan.Regions.Any(other => other != lost && other.Continent == lost.Continent))
        {
            return;
        }

        Agenda.PutEvery(at, Measured.CommitSeconds, double.MaxValue, () => _led[lost] = In(region).First().IsLost ? 1 - Math.Pow(0.5, (Agenda.Now - at) / _plan.RerouteHalfLife) : 0);
    }

    public void Return(string region)
    {
        foreach (var edge in In(region))
        {
            edge.Return();
        }
    }

    private void Tap()
    {
        foreach (var region in _plan.Regions)
        {
            var taps = TapsOf(region) * (1 - _led.GetValueOrDefault(region)) + _led.Sum(led => TapsOf(led.Key) * led.Value * ShareOf(region, led.Key));
            foreach (var edge in In(region.Name))
            {
                edge.Tap(taps / _plan.EdgesInARegion);
            }
        }
    }

    private double TapsOf(Region region) => _plan.TapsPerSecond * Measured.CommitSeconds * region.Share;

    /// <summary>How much of a lost region's taps comes to another: those of its continent share them as they share their own.</summary>
    private double ShareOf(Region region, Region lost)
        => region == lost || region.Continent != lost.Continent
            ? 0
            : region.Share / _plan.Regions.Where(other => other != lost && other.Continent == lost.Continent).Sum(other => other.Share);
}
