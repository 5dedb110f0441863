using System.Globalization;
using OneLink.Analytics.Client;
using OneLink.Analytics.Ingest;

namespace OneLink.Edge.Spool.Commands;

/// <summary>
/// <c>spool redrive</c>: sends batches that were set aside, each under the token that it had, so that what ClickHouse has
/// of it already is not counted twice. A file goes when its batch is stored.
/// </summary>
internal static class RedriveCommand
{
    public static async Task<int> RunAsync(SpoolFiles files, string[] names, ClickHouseOptions clickHouse, TextWriter output, TextWriter errors)
    {
        IReadOnlyList<string> all = files.Aside.Files();
        string[] unknown = [.. names.Except(all.Select(static path => Path.GetFileName(path)), StringComparer.Ordinal)];
        if (unknown.Length > 0)
        {
            await errors.WriteLineAsync($"onelink-edge spool: no batch {unknown[0]} is set aside; 'spool inspect' lists them");
            return SpoolCommand.Misused;
        }

        using var client = new ClickHouseClient(clickHouse, TimeProvider.System);
        var inserter = new ClickBatchInserter(client);
        int left = 0;
        long rows = 0;
        foreach (string path in all.Where(path => names.Length == 0 || names.Contains(Path.GetFileName(path), StringComparer.Ordinal)))
        {
            string name = Path.GetFileName(path);
            (int sent, string? problem) = await SendAsync(path, inserter);
            rows += sent;
            if (problem is null)
            {
                files.Aside.Remove(name);
                await output.WriteLineAsync(string.Create(CultureInfo.InvariantCulture, $"{name}: {sent} clicks stored"));
            }
            else
            {
                left++;
                await errors.WriteLineAsync($"{name}: {problem}");
            }
        }

        await output.WriteLineAsync(string.Create(CultureInfo.InvariantCulture, $"{rows} clicks stored, {left} batches left"));
        return left == 0 ? SpoolCommand.Done : SpoolCommand.Left;
    }

    private static async Task<(int Sent, string? Problem)> SendAsync(string path, ClickBatchInserter inserter)
    {
        if (AsideFolder.Read(path) is not { } aside)
        {
            return (0, "is not readable; it is left where it is");
        }

        var sink = new ClickBatchSink(int.MaxValue, TimeProvider.System);
        int damaged = SpoolFrame.ReadAll(aside.Frames.Span, sink).DamagedPlaces;
        if (sink.Unknown.Count > 0)
        {
            return (0, string.Create(CultureInfo.InvariantCulture, $"{sink.Unknown.Count} of its records are of a version that this edge does not know"));
        }

        if (damaged > 0 || sink.Records != aside.Records)
        {
            return (0, string.Create(CultureInfo.InvariantCulture, $"{sink.Records} of {aside.Records} records are intact; 'spool export aside' shows them"));
        }

        try
        {
            // To the host that may have it; to any where that was taken off the list of addresses, or was never known.
            ClickHouseClient client = inserter.ClickHouse;
            ClickHouseHost? host = client.BindsInserts ? client.HostOf(aside.Host) ?? client.Host : null;
            await inserter.InsertAsync(sink.Batch, aside.Token, host, CancellationToken.None);
            return (sink.Records, null);
        }
        catch (ClickHouseException e)
        {
            return (0, e.Message);
        }
    }
}
