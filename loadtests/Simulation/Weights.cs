namespace OneLink.Simulation;

/// <summary>A distribution of times in seconds, each as often as its weight says: a million clicks are one entry.</summary>
internal sealed class Weights
{
    private readonly List<(double Value, double Weight)> _values = [];
    private bool _isSorted = true;

    public double Total { get; private set; }

    public double Longest { get; private set; }

    public void Add(double value, double weight)
    {
        if (weight > 0)
        {
            _values.Add((value, weight));
            _isSorted = false;
            Total += weight;
            Longest = Math.Max(Longest, value);
        }
    }

    public void AddAll(Weights others) => others._values.ForEach(other => Add(other.Value, other.Weight));

    /// <returns>The value that <paramref name="share"/> (0 to 1) of all weight is not above; 0 of nothing.</returns>
    public double Quantile(double share)
    {
        if (!_isSorted)
        {
            _values.Sort();
            _isSorted = true;
        }

        var wanted = Total * share;
        var seen = 0d;
        foreach (var (value, weight) in _values)
        {
            seen += weight;
            if (seen >= wanted)
            {
                return value;
            }
        }

        return Longest;
    }
}
