namespace OneLink.Bench.Store;

/// <summary>
/// Numbers below n with Zipf's distribution, by rejection inversion (Hörmann and Derflinger 1996,
/// https://doi.org/10.1145/235025.235029); the rank is scattered, so that hot ones do not lie side by side.
/// </summary>
internal sealed class Zipf
{
    private readonly int _count;
    private readonly double _exponent;
    private readonly double _first;
    private readonly double _last;
    private readonly double _shift;

    public Zipf(int count, double exponent)
    {
        _count = count;
        _exponent = exponent;
        _first = Integral(1.5) - 1;
        _last = Integral(count + 0.5);
        _shift = 2 - Inverse(Integral(2.5) - Math.Pow(2, -exponent));
    }

    public int Next(Random random)
    {
        while (true)
        {
            double u = _last + (random.NextDouble() * (_first - _last));
            double x = Inverse(u);
            double rank = Math.Clamp(Math.Round(x), 1, _count);
            if (rank - x <= _shift || u >= Integral(rank + 0.5) - Math.Pow(rank, -_exponent))
            {
                return (int)(((ulong)rank * 0x9E3779B97F4A7C15) % (ulong)_count);
            }
        }
    }

    private double Integral(double x) => (Math.Pow(x, 1 - _exponent) - 1) / (1 - _exponent);

    private double Inverse(double x) => Math.Pow(Math.Max(0, 1 + (x * (1 - _exponent))), 1 / (1 - _exponent));
}
