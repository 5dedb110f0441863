using System.Globalization;
using Microsoft.AspNetCore.Http.HttpResults;
using OneLink.Admin.Access;
using OneLink.Admin.Hosting;
using OneLink.Admin.Json;
using OneLink.Admin.Problems;
using OneLink.Shared.Feed;

namespace OneLink.Admin.Feed;

/// <summary>What edges read. Protocol: docs/formats/feed.md.</summary>
internal static class FeedEndpoints
{
    public static void Map(IEndpointRouteBuilder routes)
    {
        var feed = routes.MapGroup("/internal/feed").RequireEdgeToken().ExcludeFromDescription();

        feed.MapGet("/", Follow).WithMetadata(new StreamedAnswer());
        feed.MapGet("/snapshot", Snapshot).WithMetadata(new StreamedAnswer());
        feed.MapPost("/documents", Documents);
    }

    internal static async Task<Results<EmptyHttpResult, ProblemResult>> Follow(
        HttpContext context, ChangeLogReader log, FeedStream stream, IHostApplicationLifetime lifetime)
    {
        var text = context.Request.Query["after"].ToString();
        if (!long.TryParse(text.Length == 0 ? "0" : text, NumberStyles.None, CultureInfo.InvariantCulture, out var after))
        {
            return new ProblemResult(KnownProblems.BadRequest("after must be the sequence of the last change applied, or 0."));
        }

        using var ending = CancellationTokenSource.CreateLinkedTokenSource(context.RequestAborted, lifetime.ApplicationStopping);
        var bounds = await log.BoundsAsync(ending.Token);
        if (!bounds.Reaches(after))
        {
            var detail = string.Create(
                CultureInfo.InvariantCulture,
                $"The log reaches from {bounds.TrimmedThrough} to {bounds.LastSequence}. Take a snapshot and go on from its end.");
            return new ProblemResult(KnownProblems.FeedGone(detail));
        }

        context.Response.ContentType = FeedFormat.ContentType;
        try
        {
            await stream.RunAsync(context.Response.BodyWriter, after, ending.Token);
        }
        catch (OperationCanceledException) when (ending.IsCancellationRequested || context.Response.HasStarted)
        {
            // The edge has gone, or this process stops.
        }

        return TypedResults.Empty;
    }

    internal static async Task<EmptyHttpResult> Snapshot(HttpContext context, FeedSnapshot snapshot)
    {
        context.Response.ContentType = FeedFormat.ContentType;
        try
        {
            await snapshot.WriteAsync(context.Response.BodyWriter, context.RequestAborted);
        }
        catch (OperationCanceledException)
        {
            // Without its end frame the edge cannot take the part for the whole.
            context.Abort();
        }

        return TypedResults.Empty;
    }

    internal static async Task<Results<EmptyHttpResult, ProblemResult>> Documents(HttpContext context, FeedDocuments documents)
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
            await documents.WriteAsync(context.Response.BodyWriter, request, context.RequestAborted);
            return TypedResults.Empty;
        }
    }
}
