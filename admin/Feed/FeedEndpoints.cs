using System.Globalization;
using Google.Protobuf;
using Microsoft.AspNetCore.Http.HttpResults;
using OneLink.Admin.Access;
using OneLink.Admin.ClickLimits;
using OneLink.Admin.Database;
using OneLink.Admin.Edges;
using OneLink.Admin.Hosting;
using OneLink.Admin.Json;
using OneLink.Admin.Problems;
using OneLink.Shared.Feed;

namespace OneLink.Admin.Feed;

/// <summary>What edges read. Protocol: docs/formats/feed.md.</summary>
internal static class FeedEndpoints
{
    public const string SnapshotPath = "/internal/feed/snapshot";

    /// <summary>A relay and a thousand edges behind it.</summary>
    private const int MaxReportBytes = 1024 * 1024;

    /// <summary>A thousand statements and an instance's name, each number in its longest form.</summary>
    private const int MaxLimitBytes = 128 * 1024;

    public static void Map(IEndpointRouteBuilder routes)
    {
        var feed = routes.MapGroup("/internal/feed").RequireEdgeToken().ExcludeFromDescription();

        feed.MapGet("/", Follow).WithMetadata(new StreamedAnswer());
        feed.MapGet("/snapshot", Snapshot).WithMetadata(new StreamedAnswer());
        feed.MapPost("/documents", Documents);
        feed.MapPost("/reports", Report);
        feed.MapPost("/limits", Limits);
    }

    internal static async Task<Results<EmptyHttpResult, ProblemResult>> Follow(
        HttpContext context, Edge edge, EdgeAdmissions admissions, ChangeLogReader log, FeedStream stream, IHostApplicationLifetime lifetime)
    {
        if (!FeedQuery.TryRead(context.Request.Query, "after", NumberStyles.None, out var position) || position > long.MaxValue)
        {
            return new ProblemResult(KnownProblems.BadRequest("after must be the sequence of the last change applied, or 0."));
        }

        if (FeedQuery.Read(context.Request.Query, edge, out var problem) is not { } query)
        {
            return new ProblemResult(problem!);
        }

        var after = (long)position;
        using var admission = admissions.Open(edge);
        using var ending = CancellationTokenSource.CreateLinkedTokenSource(context.RequestAborted, lifetime.ApplicationStopping, admission.Ended);
        var bounds = await log.BoundsAsync(ending.Token);
        if (!bounds.Reaches(after, query.Scope))
        {
            var detail = string.Create(
                CultureInfo.InvariantCulture,
                $"The log reaches from {bounds.TrimmedThrough} to {bounds.LastSequence}. Take a snapshot and go on from its end.");
            return new ProblemResult(KnownProblems.FeedGone(detail));
        }

        if (query.Carried != query.Scope.Fingerprint)
        {
            return new ProblemResult(KnownProblems.FeedGone("The edge has the links of other accounts than it carries now. Take a snapshot and go on from its end."));
        }

        context.Response.ContentType = FeedFormat.ContentType;
        try
        {
            await stream.RunAsync(context.Response.BodyWriter, after, query.Scope, ending.Token);
        }
        catch (OperationCanceledException) when (ending.IsCancellationRequested || context.Response.HasStarted)
        {
            // The edge has gone or may no longer follow, or this process stops.
        }
        catch (Exception exception) when (DatabaseFailure.IsOutside(exception))
        {
            // An answer would stand behind frames that were written already. The edge asks again, here or elsewhere.
            context.Abort();
        }

        return TypedResults.Empty;
    }

    internal static async Task<Results<EmptyHttpResult, ProblemResult>> Snapshot(
        HttpContext context, Edge edge, EdgeAdmissions admissions, ChangeLogReader log, FeedSnapshot snapshot)
    {
        if (FeedQuery.Read(context.Request.Query, edge, out var problem) is not { } query)
        {
            return new ProblemResult(problem!);
        }

        if (!TryReadPlace(context.Request.Query, out var from, out var origin))
        {
            return new ProblemResult(KnownProblems.BadRequest("sequence, place and origin go together: those of a snapshot that was cut off."));
        }

        using var admission = admissions.Open(edge);
        using var ending = CancellationTokenSource.CreateLinkedTokenSource(context.RequestAborted, admission.Ended);
        if (from is { } place
            && (origin != FeedSnapshot.Origin || query.Carried != query.Scope.Fingerprint || !(await log.BoundsAsync(ending.Token)).Reaches(place.Sequence, query.Scope)))
        {
            return new ProblemResult(KnownProblems.FeedGone("That snapshot cannot be gone on with. Take one from its beginning."));
        }

        context.Response.ContentType = FeedFormat.ContentType;
        try
        {
            if (!await snapshot.WriteAsync(context.Response.BodyWriter, query.Scope, from, ending.Token))
            {
                context.Abort();
            }
        }
        catch (Exception exception) when (exception is OperationCanceledException || DatabaseFailure.IsOutside(exception))
        {
            // Without its end frame the edge cannot take the part for the whole.
            context.Abort();
        }

        return TypedResults.Empty;
    }

    internal static async Task<Results<NoContent, ProblemResult>> Report(HttpContext context, Edge edge, EdgeReportBook book)
    {
        if (await ReadAsync(context, EdgeReports.Parser, MaxReportBytes) is not { } reports)
        {
            return new ProblemResult(KnownProblems.BadRequest("A report is an EdgeReports message of known length."));
        }

        await book.NoteAsync(edge, reports, context.Connection.RemoteIpAddress?.ToString() ?? "", context.RequestAborted);
        return TypedResults.NoContent();
    }

    internal static async Task<Results<EmptyHttpResult, ProblemResult>> Limits(HttpContext context, Edge edge, ClickLimitBook book)
    {
        if (await ReadAsync(context, LimitReport.Parser, MaxLimitBytes) is not { } report)
        {
            return new ProblemResult(KnownProblems.BadRequest("What an edge has of links with a limit is a LimitReport message of known length."));
        }

        if (LimitReportReader.Check(report) is { Any: true } errors)
        {
            return new ProblemResult(KnownProblems.InvalidFields(errors));
        }

        var answers = await book.SettleAsync(edge, report, context.RequestAborted);
        context.Response.ContentType = FeedFormat.ContentType;
        context.Response.ContentLength = answers.CalculateSize();
        await context.Response.Body.WriteAsync(answers.ToByteArray(), context.RequestAborted);
        return TypedResults.Empty;
    }

    /// <returns>Null where the body is none such message, or of unknown or too great a length.</returns>
    private static async Task<T?> ReadAsync<T>(HttpContext context, MessageParser<T> parser, int maxBytes)
        where T : class, IMessage<T>
    {
        if (context.Request.ContentLength is not { } length || length <= 0 || length > maxBytes)
        {
            return null;
        }

        using var body = new MemoryStream();
        await context.Request.Body.CopyToAsync(body, context.RequestAborted);
        try
        {
            return parser.ParseFrom(body.GetBuffer().AsSpan(0, (int)body.Length));
        }
        catch (InvalidProtocolBufferException)
        {
            return null;
        }
    }

    private static bool TryReadPlace(IQueryCollection query, out SnapshotPlace? place, out ulong origin)
    {
        place = null;
        if (!FeedQuery.TryRead(query, "sequence", NumberStyles.None, out var sequence)
            | !FeedQuery.TryRead(query, "place", NumberStyles.None, out var linkId)
            | !FeedQuery.TryRead(query, "origin", NumberStyles.AllowHexSpecifier, out origin)
            || sequence > long.MaxValue || linkId > long.MaxValue)
        {
            return false;
        }

        if (query.ContainsKey("place"))
        {
            place = new SnapshotPlace((long)sequence, (long)linkId);
        }

        return query.ContainsKey("place") == query.ContainsKey("sequence");
    }

    internal static async Task<Results<EmptyHttpResult, ProblemResult>> Documents(HttpContext context, Edge edge, FeedDocuments documents)
    {
        var read = await JsonBodyReader.ReadAsync(context.Request, bulkLimit: 0, context.RequestAborted);
        if (!read.TryGet(out var body, out var problem))
        {
            return new ProblemResult(problem);
        }

        using (body)
        {
            var errors = new FieldErrors();
            if (FeedDocumentsRequest.Read(body.Root, errors) is not { } request)
            {
                return new ProblemResult(KnownProblems.InvalidFields(errors));
            }

            context.Response.ContentType = FeedFormat.ContentType;
            await documents.WriteAsync(context.Response.BodyWriter, request, edge.Scope, context.RequestAborted);
            return TypedResults.Empty;
        }
    }
}
