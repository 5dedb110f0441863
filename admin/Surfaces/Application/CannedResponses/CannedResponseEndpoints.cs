using Microsoft.AspNetCore.Http.HttpResults;
using OneLink.Admin.CannedResponses;
using OneLink.Admin.Surfaces.Errors;
using OneLink.Admin.Surfaces.Parameters;
using OneLink.Admin.Validation;

namespace OneLink.Admin.Surfaces.Application.CannedResponses;

/// <summary>Texts that the account's people send often; everybody in the account may change them.</summary>
internal static class CannedResponseEndpoints
{
    public static void Map(IEndpointRouteBuilder account)
    {
        var responses = account.MapGroup("/canned_responses");
        responses.MapGet("", List);
        responses.MapPost("", Create);
        responses.MapPut("/{id}", Update);
        responses.MapPatch("/{id}", Update);
        responses.MapDelete("/{id}", Delete);
    }

    internal static async Task<JsonHttpResult<IReadOnlyList<CannedResponseResponse>>> List(
        HttpContext context, ApplicationCaller caller, RequestParameters parameters, CannedResponseBook book)
    {
        var words = new ParameterReader(parameters, new RecordErrors()).Text("search").Or(null);
        return TypedResults.Json<IReadOnlyList<CannedResponseResponse>>(
            [.. (await book.FindAsync(caller.AccountId, words, context.RequestAborted)).Select(CannedResponseResponse.Of)],
            ApplicationJson.Relaxed.IReadOnlyListCannedResponseResponse);
    }

    internal static async Task<Results<JsonHttpResult<CannedResponseResponse>, ApiErrorResult>> Create(
        HttpContext context, ApplicationCaller caller, RequestParameters parameters, CannedResponseBook book)
        => Input(parameters, out var refusal) is { } input
            ? Answer(await book.CreateAsync(caller.AccountId, input, context.RequestAborted))
            : refusal!;

    internal static async Task<Results<JsonHttpResult<CannedResponseResponse>, ApiErrorResult>> Update(
        HttpContext context, ApplicationCaller caller, RecordId id, RequestParameters parameters, CannedResponseBook book)
        => Input(parameters, out var refusal) is { } input
            ? Answer(await book.UpdateAsync(caller.AccountId, id, input, context.RequestAborted))
            : refusal!;

    internal static async Task<Results<Ok, ApiErrorResult>> Delete(
        HttpContext context, ApplicationCaller caller, RecordId id, CannedResponseRepository responses)
        => ApplicationResults.Gone(await responses.DeleteAsync(caller.AccountId, id, context.RequestAborted));

    private static Results<JsonHttpResult<CannedResponseResponse>, ApiErrorResult> Answer(RecordOutcome<CannedResponse> outcome)
        => ApplicationResults.Of(outcome, CannedResponseResponse.Of, ApplicationJson.Relaxed.CannedResponseResponse);

    private static CannedResponseInput? Input(RequestParameters parameters, out ApiErrorResult? refusal)
    {
        if (parameters.Under("canned_response") is not { } fields)
        {
            refusal = new ApiErrorResult(ApiError.MissingParameter("canned_response"));
            return null;
        }

        var read = new ParameterReader(fields, new RecordErrors());
        var input = new CannedResponseInput { ShortCode = read.Text("short_code"), Content = read.Text("content") };
        refusal = read.Errors.Any ? ApplicationResults.Invalid(read.Errors) : null;
        return refusal is null ? input : null;
    }
}
