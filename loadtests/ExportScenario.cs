using System.Diagnostics;
using System.Globalization;

namespace OneLink.LoadTests;

/// <summary>
/// A million clicks (<c>ONELINK_LOAD_CLICKS</c>) of an account as CSV and as NDJSON, read as fast as they come: how much the
/// admin's memory grows over what it was after a small export. Fails where that is 100 MB or more.
/// </summary>
internal static class ExportScenario
{
    /// <summary>100 MB.</summary>
    private const long MostGrowthMiB = 95;

    public static async Task<bool> RunAsync(Installation installation)
    {
        long wanted = long.TryParse(Environment.GetEnvironmentVariable("ONELINK_LOAD_CLICKS"), CultureInfo.InvariantCulture, out long given) ? given : 1_000_000;
        // Three of a hundred are prefetches, which are no clicks.
        await StatsScenario.FillAsync(installation, wanted / 96 * 100);
        bool isFlat = true;
        foreach (string format in (string[])["csv", "ndjson"])
        {
            // For the JIT, and so that the heap is as large as it is in a process that has worked before.
            await installation.GetAsync($"/clicks?format={format}&period=7d&country=BA");
            long before = ResidentMemory.MiBOf(installation.DataFolder, "admin");
            var watch = Stopwatch.StartNew();
            await using var admin = ResidentMemory.Of(installation.DataFolder, "admin");
            (long lines, long characters) = await ReadAsync(installation, $"/clicks?format={format}&period=all&bots=include", wanted);
            TimeSpan elapsed = watch.Elapsed;
            Console.WriteLine(string.Create(
                CultureInfo.InvariantCulture,
                $"{format}: {lines} lines, {characters >> 20} MiB in {elapsed.TotalSeconds:F1} s ({lines / elapsed.TotalSeconds:F0}/s); admin {before} MiB before, at most {admin.MostMiB} MiB"));
            isFlat &= lines >= wanted && admin.MostMiB - before < MostGrowthMiB;
        }

        return isFlat;
    }

    /// <summary>As many lines as wanted, or all there are.</summary>
    private static async Task<(long Lines, long Characters)> ReadAsync(Installation installation, string path, long wanted)
    {
        using StreamReader lines = await installation.OpenAsync(path, CancellationToken.None);
        (long count, long characters) = (0, 0);
        while (count < wanted && await lines.ReadLineAsync() is { } line)
        {
            count++;
            characters += line.Length;
        }

        return (count, characters);
    }
}
