using System.Buffers;
using System.IO.Pipelines;
using System.Text.Json;
using OneLink.Admin.Access;
using OneLink.Admin.Database;
using OneLink.Admin.Idempotency;
using OneLink.Admin.Json;
using OneLink.Admin.Problems;

namespace OneLink.Admin.Links.Bulk;

/// <summary>Creates links line by line: each line of the body is answered by a line, in order, while the body still arrives.</summary>
internal sealed class NdjsonCreation(BulkCreation bulk, IDatabase database)
{
    public const string ContentType = "application/x-ndjson";

    public static bool IsLines(HttpRequest request) => request.ContentType?.StartsWith(ContentType, StringComparison.OrdinalIgnoreCase) == true;

    /// <param name="actor">Who creates the links, and their owner.</param>
    /// <param name="reader">Reads a line's link.</param>
    /// <param name="kept">What was answered to the same lines before; null for a stream without a key.</param>
    /// <param name="body">The lines.</param>
    /// <param name="output">Takes the answers.</param>
    /// <param name="cancellationToken">Ends it behind the lines whose turn has come.</param>
    public async Task RunAsync(
        Actor actor, LinkWishReader reader, IdempotentStream? kept, PipeReader body, PipeWriter output, CancellationToken cancellationToken)
    {
        var lines = new NdjsonLines(body);
        var index = 0;
        while (kept is not null && await kept.NextKeptAsync(cancellationToken) is { } answered)
        {
            if (!IdempotentStream.IsSame(answered, await lines.ReadAsync((int)answered.Lines, cancellationToken)))
            {
                await EndAsync(output, BulkResult.Failed(index, KnownProblems.IdempotencyKeyReused()), cancellationToken);
                return;
            }

            output.Write(answered.Open(secret: null)!.Body);
            index += (int)answered.Lines;
            await output.FlushAsync(cancellationToken);
        }

        while (!lines.IsAtEnd)
        {
            var read = await lines.ReadAsync(cancellationToken);
            if (read.Count > 0)
            {
                output.Write(await CreateAsync(actor, reader, kept, read, index, cancellationToken));
                index += read.Count;
                await output.FlushAsync(cancellationToken);
            }
        }

        if (lines.IsLineTooLong)
        {
            await EndAsync(output, BulkResult.Failed(index, KnownProblems.TooLarge("A line may have at most 1 MiB; the rest of the body was not read.")), cancellationToken);
        }
    }

    private async Task<byte[]> CreateAsync(
        Actor actor, LinkWishReader reader, IdempotentStream? kept, IReadOnlyList<byte[]> lines, int firstIndex, CancellationToken cancellationToken)
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

            var reading = BulkReading.Of(reader, bodies.Select(body => body.Root));
            if (kept is null)
            {
                return Text(Merge(await bulk.CreateEachAsync(actor, reading, firstIndex: 0, cancellationToken), problems, lines.Count, firstIndex));
            }

            return await database.WriteAsync(
                async scope =>
                {
                    var answer = Text(Merge(await bulk.CreateEachAsync(scope, actor, reading, firstIndex: 0), problems, lines.Count, firstIndex));
                    await kept.KeepAsync(scope, lines, answer);
                    return answer;
                },
                cancellationToken);
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

    private static async Task EndAsync(PipeWriter output, BulkResult last, CancellationToken cancellationToken)
    {
        output.Write(Text([last]));
        await output.FlushAsync(cancellationToken);
    }

    private static byte[] Text(IEnumerable<BulkResult> results)
    {
        var text = new ArrayBufferWriter<byte>();
        using var writer = new Utf8JsonWriter(text);
        foreach (var result in results)
        {
            JsonSerializer.Serialize(writer, result, LinksJson.Relaxed.BulkResult);
            writer.Flush();
            text.Write("\n"u8);
            writer.Reset();
        }

        return text.WrittenSpan.ToArray();
    }
}
