using System.Buffers;
using Microsoft.AspNetCore.Http.Features;
using OneLink.Analytics.Embedded.Connections;
using OneLink.Analytics.Embedded.Health;
using OneLink.Analytics.Embedded.Native;
using OneLink.Analytics.Embedded.Statements;

namespace OneLink.Analytics.Embedded.Http;

/// <summary>
/// ClickHouse's HTTP interface: one statement a request.
/// <list type="number">
/// <item>Who asks, and for what: credentials, address, headers.</item>
/// <item>The statement's text, and where the data of an INSERT begins.</item>
/// <item>A place among the statements that run, and a session of the engine that nobody has used.</item>
/// <item>The statement, by the one of three ways that fits its kind.</item>
/// <item>The answer, or the error in ClickHouse's form.</item>
/// </list>
/// Calls into the engine block the thread they are made on. There are never more than the lanes admit, and the thread
/// pool is told at start to keep as many threads ready.
/// </summary>
internal sealed partial class StatementEndpoint(
    Engine engine, Credentials credentials, StatementLanes lanes, StatementCounters counters, TimeProvider time, ILogger<StatementEndpoint> logger)
{
    private const int CopyBytes = 256 * 1024;

    internal async Task HandleAsync(HttpContext context)
    {
        var cancelled = context.RequestAborted;
        if (context.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } limit)
        {
            // The data of an INSERT is streamed through, whatever its length.
            limit.MaxRequestBodySize = null;
        }

        var (answer, failure) = (default(StatementResponse), default(EngineException));
        var began = time.GetTimestamp();
        try
        {
            // Step 1
            credentials.Check(context.Request);
            var request = StatementRequest.Read(context.Request);
            answer = new StatementResponse(context.Response, request, time);
            await RunAsync(context.Request, request, answer, cancelled);
        }
        catch (EngineException error)
        {
            failure = error;
        }
        catch (Exception) when (cancelled.IsCancellationRequested)
        {
            failure = EngineException.Of(EngineError.NetworkError, "The client has gone.");
        }
        catch (Exception error)
        {
            // Nothing else comes from the calls above: a bug, which a client must see as a failure all the same.
            LogBug(error);
            failure = EngineException.Of(EngineError.UnknownException, error.Message);
        }

        // Step 5
        using (answer)
        {
            counters.Count(failure?.Code ?? 0, time.GetElapsedTime(began));
            if (failure is not null && !cancelled.IsCancellationRequested)
            {
                LogFailure(answer?.QueryId ?? "-", failure.Code);
                if (!await FailAsync(context.Response, answer, failure))
                {
                    // Kestrel then sends what was written and closes the connection without the mark of a body's end; its
                    // Abort would also take back the text of the failure.
                    throw failure;
                }
            }
        }
    }

    private async Task RunAsync(HttpRequest http, StatementRequest request, StatementResponse answer, CancellationToken cancellationToken)
    {
        // Step 2
        await using var body = new RequestBody(http);
        if (http.ContentType?.StartsWith("multipart/form-data", StringComparison.OrdinalIgnoreCase) == true)
        {
            request.TakeForm(await http.ReadFormAsync(cancellationToken));
        }

        using var statement = await StatementText.ReadAsync(request.Text, body, cancellationToken);
        var shape = statement.Shape;
        if (shape.Kind == StatementKind.Empty)
        {
            throw EngineException.Of(EngineError.SyntaxError, "Syntax error: Empty query.");
        }

        answer.Format = (shape.Kind == StatementKind.InsertData ? null : shape.Format) ?? request.Format;

        // Step 3
        using var place = await lanes.EnterAsync(write: shape.Kind != StatementKind.Select, cancellationToken);
        var join = shape.Kind == StatementKind.Select ? OutputFormat.JoinOf(answer.Format) : ChunkJoin.Impossible;
        using var session = Session.Open(engine, request, held: join == ChunkJoin.Impossible);

        // Step 4
        if (shape.Kind == StatementKind.InsertData)
        {
            await InsertAsync(session, request, statement, body, answer, cancellationToken);
        }
        else
        {
            await QueryAsync(session, request, statement, join, answer, cancellationToken);
        }

        await answer.CompleteAsync(cancellationToken);
    }

    private async Task InsertAsync(
        EngineConnection session, StatementRequest request, StatementText statement, RequestBody body, StatementResponse answer, CancellationToken cancellationToken)
    {
        if (request.ReadOnly is "1" or "2")
        {
            throw EngineException.Of(EngineError.Readonly, "Cannot execute query in readonly mode. For queries over HTTP, method GET implies readonly. You should use method POST for modifying queries.");
        }

        using var insert = session.OpenInsert(statement.Sql, statement.Shape.Format!, request.Parameters);
        insert.Append(statement.FirstData);
        var buffer = ArrayPool<byte>.Shared.Rent(CopyBytes);
        try
        {
            int read;
            while ((read = await body.ReadAsync(buffer, cancellationToken)) > 0)
            {
                insert.Append(buffer.AsSpan(0, read));
            }
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }

        var cost = insert.Complete();
        counters.CountWritten(cost.WrittenRows);
        answer.Add(cost);
    }

    private static async Task QueryAsync(
        EngineConnection session, StatementRequest request, StatementText statement, ChunkJoin join, StatementResponse answer, CancellationToken cancellationToken)
    {
        var (what, statements) = session.Analyze(statement.Sql);
        if (statements > 1)
        {
            throw EngineException.Of(EngineError.SyntaxError, "Syntax error: Multi-statements are not allowed.");
        }

        if (join != ChunkJoin.Impossible && what == QueryClass.ReadOnly
            && await StreamAsync(session, request, statement, join, answer, cancellationToken))
        {
            return;
        }

        using var result = session.Execute(statement.Sql, request.Format, request.Parameters);
        answer.Add(result.Cost);
        await answer.WriteAsync(result.Bytes, cancellationToken);
    }

    /// <summary>False when there was no row at all: only the engine's other way then writes the header that a format may have.</summary>
    private static async Task<bool> StreamAsync(
        EngineConnection session, StatementRequest request, StatementText statement, ChunkJoin join, StatementResponse answer, CancellationToken cancellationToken)
    {
        using var rows = session.OpenQuery(statement.Sql, request.Format, request.Parameters);
        var first = true;
        while (rows.Fetch() is { } chunk)
        {
            using (chunk)
            {
                answer.Add(chunk.Cost);
                var start = first ? 0 : RepeatedHeader.LengthIn(chunk.Bytes, join);
                await answer.WriteAsync(chunk.Bytes[start..], cancellationToken);
            }

            first = false;
        }

        return !first || join == ChunkJoin.Append;
    }

    private async Task<bool> FailAsync(HttpResponse response, StatementResponse? answer, EngineException failure)
    {
        if (answer is not null)
        {
            return await answer.FailAsync(failure, engine.Version);
        }

        response.StatusCode = StatusOf.Error(failure.Code);
        response.Headers["X-ClickHouse-Exception-Code"] = failure.Code.ToString(System.Globalization.CultureInfo.InvariantCulture);
        await ErrorText.WriteAsync(response, $"{failure.Message} (version {engine.Version})");
        return true;
    }

    /// <summary>Without the text: it repeats statements and rows, and whoever sent them has got it.</summary>
    [LoggerMessage(EventId = 2001, Level = LogLevel.Information, Message = "Statement {QueryId} failed with code {Code}")]
    private partial void LogFailure(string queryId, int code);

    [LoggerMessage(EventId = 2002, Level = LogLevel.Error, Message = "A statement failed in a way that was not foreseen")]
    private partial void LogBug(Exception error);
}
