using System.Buffers;
using System.IO.Pipelines;
using System.Text.Json;
using OneLink.Admin.Domains;
using OneLink.Admin.Json;
using OneLink.Admin.Problems;

namespace OneLink.Admin.Links.Bulk;

/// <summary>Creates links line by line: each line of the body is answered by a line, in order, while the body still arrives.</summary>
internal sealed class NdjsonCreation(BulkCreation bulk)
{
    public const string ContentType = "application/x-ndjson";

    public async Task RunAsync(long accountId, AccountDomains domains, PipeReader body, PipeWriter output, CancellationToken cancellationToken)
    {
        var lines = new NdjsonLines(body);
        var index = 0;
        while (!lines.IsAtEnd)
        {
            var read = await lines.ReadAsync(cancellationToken);
            foreach (var result in await CreateAsync(accountId, domains, read, index, cancellationToken))
            {
                Write(output, result);
            }

            index += read.Count;
            await output.FlushAsync(cancellationToken);
        }

        if (lines.IsLineTooLong)
        {
            Write(output, BulkResult.Failed(index, KnownProblems.TooLarge("A line may have at most 1 MiB; the rest of the body was not read.")));
            await output.FlushAsync(cancellationToken);
        }
    }

    private async Task<IReadOnlyList<BulkResult>> CreateAsync(
        long accountId, AccountDomains domains, IReadOnlyList<byte[]> lines, int firstIndex, CancellationToken cancellationToken)
    {
        var bodies = new List<JsonBody>(lines.Count);
        var problems = new Dictionary<int, Problem>();
        try
        {
            for (var i = 0; i < lines.Count; i++)
            {
                if (JsonBodyReader.Parse(lines[i]).TryGet(out var body, out var problem))
                {
                    bodies.Add(body);
                }
                else
                {
                    problems.Add(i, problem);
                }
            }

            var created = await bulk.CreateEachAsync(accountId, domains, bodies.Select(body => body.Root), firstIndex: 0, cancellationToken);
            return Merge(created, problems, lines.Count, firstIndex);
        }
        finally
        {
            bodies.ForEach(body => body.Dispose());
        }
    }

    private static List<BulkResult> Merge(IReadOnlyList<BulkResult> created, Dictionary<int, Problem> problems, int count, int firstIndex)
    {
        var results = new List<BulkResult>(count);
        var next = 0;
        for (var i = 0; i < count; i++)
        {
            results.Add(problems.TryGetValue(i, out var problem)
                ? BulkResult.Failed(firstIndex + i, problem)
                : created[next++] with { Index = firstIndex + i });
        }

        return results;
    }

    private static void Write(PipeWriter output, BulkResult result)
    {
        using (var writer = new Utf8JsonWriter(output))
        {
            JsonSerializer.Serialize(writer, result, LinksJson.Relaxed.BulkResult);
        }

        output.Write("\n"u8);
    }
}
