using System.Buffers;
using System.IO.Pipelines;
using System.Text.Json;
using System.Threading.Channels;
using OneLink.Admin.Access;
using OneLink.Admin.Database;
using OneLink.Admin.Idempotency;
using OneLink.Admin.Json;
using OneLink.Admin.Problems;

namespace OneLink.Admin.Links.Bulk;

/// <summary>
/// Creates links line by line: each line of the body is answered by a line, in order, while the body still arrives. Reading,
/// storing and answering go on at the same time, so that the database's writer waits neither for a line to be parsed nor for
/// an answer to be sent; pieces that wait for it together share a commit.
/// </summary>
internal sealed class NdjsonCreation(BulkCreation bulk, IDatabase database)
{
    public const string ContentType = "application/x-ndjson";

    /// <summary>Pieces that are stored, or wait for it, behind the one that is being answered: they bound the memory of a stream.</summary>
    private const int MaxPiecesAhead = 2;

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

        var end = await StoreAsync(lines, index, output, (read, firstIndex) => CreateAsync(actor, reader, kept, read, firstIndex, cancellationToken), kept is not null, cancellationToken);
        if (lines.IsLineTooLong)
        {
            await EndAsync(output, BulkResult.Failed(end, KnownProblems.TooLarge("A line may have at most 1 MiB; the rest of the body was not read.")), cancellationToken);
        }
    }

    /// <param name="lines">New lines.</param>
    /// <param name="firstIndex">Place of the first of them in the body.</param>
    /// <param name="output">Takes the answers.</param>
    /// <param name="create">Stores lines, the first of which has the place given, and answers them.</param>
    /// <param name="oneByOne">Whether a piece must be stored before the next may be: none may be kept behind one that was not.</param>
    /// <param name="cancellationToken">Ends it.</param>
    /// <returns>The place behind the last line.</returns>
    private static async Task<int> StoreAsync(
        NdjsonLines lines, int firstIndex, PipeWriter output, Func<IReadOnlyList<byte[]>, int, Task<byte[]>> create, bool oneByOne, CancellationToken cancellationToken)
    {
        var index = firstIndex;
        var pieces = Channel.CreateBounded<Task<byte[]>>(new BoundedChannelOptions(MaxPiecesAhead) { SingleReader = true, SingleWriter = true });
        using var answersEnd = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var answering = AnswerAsync(pieces.Reader, output, answersEnd);
        try
        {
            while (!lines.IsAtEnd)
            {
                var read = await lines.ReadAsync(answersEnd.Token);
                if (read.Count == 0)
                {
                    continue;
                }

                var piece = create(read, index);
                index += read.Count;
                await pieces.Writer.WriteAsync(piece, answersEnd.Token);
                if (oneByOne)
                {
                    await piece;
                }
            }
        }
        finally
        {
            pieces.Writer.Complete();
            await answering;
        }

        return index;
    }

    /// <summary>Sends the answers in order. Fails as storing or sending fails: then it ends the reading, and waits for what is being stored.</summary>
    private static async Task AnswerAsync(ChannelReader<Task<byte[]>> pieces, PipeWriter output, CancellationTokenSource end)
    {
        var failed = true;
        try
        {
            await foreach (var piece in pieces.ReadAllAsync(end.Token))
            {
                output.Write(await piece);
                await output.FlushAsync(end.Token);
            }

            failed = false;
        }
        finally
        {
            if (failed)
            {
                await end.CancelAsync();
                await foreach (Task piece in pieces.ReadAllAsync(CancellationToken.None))
                {
                    await piece.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
                }
            }
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
