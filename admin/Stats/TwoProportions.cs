namespace OneLink.Admin.Stats;

/// <summary>The two-proportion z-test with pooled variance (NIST/SEMATECH e-Handbook, 7.3.3).</summary>
internal static class TwoProportions
{
    /// <returns>Null where both proportions are 0 or both are 1: there is no variance to compare with.</returns>
    public static double? ZScore(long successes1, long trials1, long successes2, long trials2)
    {
        if (trials1 == 0 || trials2 == 0)
        {
            return null;
        }

        var pooled = (double)(successes1 + successes2) / (trials1 + trials2);
        var error = Math.Sqrt(pooled * (1 - pooled) * ((1d / trials1) + (1d / trials2)));
        return error > 0 ? (((double)successes1 / trials1) - ((double)successes2 / trials2)) / error : null;
    }

    /// <summary>Two-sided: the probability of a difference at least as large where there is none.</summary>
    public static double PValue(double zScore) => Complement(Math.Abs(zScore) / Math.Sqrt(2));

    /// <summary>The smallest expected number of successes or failures of either.</summary>
    public static double LeastExpected(long successes1, long trials1, long successes2, long trials2)
    {
        var pooled = (double)(successes1 + successes2) / Math.Max(1, trials1 + trials2);
        return Math.Min(trials1, trials2) * Math.Min(pooled, 1 - pooled);
    }

    /// <summary>
    /// The complementary error function of a positive number, by the continued fraction's Chebyshev fit of Numerical
    /// Recipes (2nd ed., 6.2): relative error below 1.2e-7.
    /// </summary>
    private static double Complement(double x)
    {
        var t = 1 / (1 + (0.5 * x));
        double[] coefficients =
            [-1.26551223, 1.00002368, 0.37409196, 0.09678418, -0.18628806, 0.27886807, -1.13520398, 1.48851587, -0.82215223, 0.17087277];
        var sum = 0d;
        for (var i = coefficients.Length - 1; i >= 0; i--)
        {
            sum = (sum * t) + coefficients[i];
        }

        return t * Math.Exp((-x * x) + sum);
    }
}
