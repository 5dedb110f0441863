using Microsoft.AspNetCore.Http.HttpResults;
using OneLink.Admin.Access;
using OneLink.Admin.Idempotency;
using OneLink.Admin.Json;
using OneLink.Admin.OpenApi;
using OneLink.Admin.Problems;

namespace OneLink.Admin.Conversions;

/// <summary>
/// <c>POST /events</c>: stored before it is answered, joined to its click afterwards (<see cref="ConversionShipper"/>).
/// </summary>
internal static class ConversionEndpoints
{
    public static void Map(IEndpointRouteBuilder routes)
    {
        var events = routes.MapGroup("/events").WithTags("Events").RequireScope(Scope.LinksWrite);

        events.MapPost("/", Accept).Describe(ConversionOperation.Accept);
    }

    internal static async Task<Results<JsonHttpResult<ConversionResponse>, ProblemResult>> Accept(
        HttpContext context, Caller caller, IdempotentWrites writes, ConversionSignal signal, TimeProvider clock)
    {
        var read = await JsonBodyReader.ReadAsync(context.Request, bulkLimit: 0, context.RequestAborted);
        if (!read.TryGet(out var body, out var problem))
        {
            return new ProblemResult(problem);
        }

        using (body)
        {
            var now = clock.GetUtcNow();
            var errors = new FieldErrors();
            if (ConversionRequest.Read(body.Root, context.Request.Headers[IdempotencyKey.Header].ToString(), now, errors) is not { } request)
            {
                return new ProblemResult(KnownProblems.InvalidFields(errors));
            }

            var result = await writes.WriteAsync<Results<JsonHttpResult<ConversionResponse>, ProblemResult>>(context, async scope =>
                await ConversionStore.AcceptAsync(scope, caller.AccountId, request, now) is { } accepted
                    ? TypedResults.Json(ConversionResponse.From(accepted), ConversionJson.Default.ConversionResponse, statusCode: StatusCodes.Status202Accepted)
                    : new ProblemResult(KnownProblems.IdempotencyKeyReused()));
            signal.Raise();
            return result;
        }
    }
}
