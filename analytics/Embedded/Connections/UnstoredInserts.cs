using System.Globalization;

namespace OneLink.Analytics.Embedded.Connections;

/// <summary>
/// Makes the engine forget batches that it has noted and not stored. A table's deduplication log gets a batch's token before
/// the batch's part gets its name: killed in between, the engine would take the batch for a duplicate when it is sent again,
/// and drop it for good, from the table or from one of its rollups. So before it starts, notes of parts that are not there are
/// taken out of the logs (<c>store/…/deduplication_logs/deduplication_log_N.txt</c>, a record a line:
/// <c>operation ⇥ part ⇥ block id</c>).
/// </summary>
/// <remarks>
/// A server of its own has the same gap, as long as its tables are not replicated. Parts that went away since, by their TTL or
/// by a deletion, are not told from those: their batches were acknowledged long ago, and nobody sends them again.
/// </remarks>
internal static class UnstoredInserts
{
    /// <summary>Inserts that may have been under way at once, with room to spare.</summary>
    private const int NewestRecords = 100;

    private const string Added = "1\t";

    /// <param name="path">The engine's folder, which no engine has open.</param>
    /// <returns>How many notes were taken out.</returns>
    /// <exception cref="StartupException">A log cannot be read or written.</exception>
    internal static int Forget(string path)
    {
        var store = Path.Combine(path, "store");
        if (!Directory.Exists(store))
        {
            return 0;
        }

        try
        {
            return Directory.EnumerateDirectories(store).SelectMany(Directory.EnumerateDirectories).Sum(table => ForgetIn(table, Path.Combine(path, "tmp")));
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            throw new StartupException($"The deduplication logs below {store} cannot be looked through: {failure.Message}");
        }
    }

    private static int ForgetIn(string table, string temporary)
    {
        var logs = Path.Combine(table, "deduplication_logs");
        if (!Directory.Exists(logs))
        {
            return 0;
        }

        var stored = Directory.EnumerateDirectories(table).Select(folder => Part.Read(Path.GetFileName(folder))).OfType<Part>().ToList();
        var (looked, forgotten) = (0, 0);
        foreach (var log in Directory.GetFiles(logs).OrderByDescending(NumberOf))
        {
            var lines = File.ReadAllLines(log);
            var kept = lines.ToList();
            for (var i = lines.Length - 1; i >= 0 && looked < NewestRecords; i--, looked++)
            {
                if (lines[i].StartsWith(Added, StringComparison.Ordinal)
                    && Part.Read(lines[i].Split('\t')[1]) is { } noted
                    && !stored.Exists(part => part.Covers(noted)))
                {
                    kept.RemoveAt(i);
                }
            }

            if (kept.Count < lines.Length)
            {
                Replace(log, kept, temporary);
                forgotten += lines.Length - kept.Count;
            }
        }

        return forgotten;
    }

    private static long NumberOf(string log)
    {
        var name = Path.GetFileNameWithoutExtension(log);
        return long.TryParse(name.AsSpan(name.LastIndexOf('_') + 1), NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : 0;
    }

    /// <summary>Whole or not at all; not beside the log, where the engine would take any file for one.</summary>
    private static void Replace(string log, IEnumerable<string> lines, string temporary)
    {
        Directory.CreateDirectory(temporary);
        var whole = Path.Combine(temporary, Guid.NewGuid().ToString("N"));
        using (var file = new FileStream(whole, FileMode.CreateNew))
        {
            using var writer = new StreamWriter(file) { NewLine = "\n" };
            foreach (var line in lines)
            {
                writer.WriteLine(line);
            }

            writer.Flush();
            file.Flush(flushToDisk: true);
        }

        File.Move(whole, log, overwrite: true);
    }

    /// <summary>A part by its name, <c>partition_min_max_level[_mutation]</c>: the inserts that it holds, as numbered in its table.</summary>
    private sealed record Part(string Partition, long Min, long Max)
    {
        /// <returns>Null where it is none, or not yet one.</returns>
        public static Part? Read(string name)
            => name.Split('_') is [var partition, var min, var max, _, ..] and { Length: 4 or 5 }
                && long.TryParse(min, NumberStyles.None, CultureInfo.InvariantCulture, out var first)
                && long.TryParse(max, NumberStyles.None, CultureInfo.InvariantCulture, out var last)
                    ? new Part(partition, first, last)
                    : null;

        public bool Covers(Part other)
            => string.Equals(Partition, other.Partition, StringComparison.Ordinal) && Min <= other.Min && other.Max <= Max;
    }
}
