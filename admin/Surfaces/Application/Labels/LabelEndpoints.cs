using Microsoft.AspNetCore.Http.HttpResults;
using OneLink.Admin.Labels;
using OneLink.Admin.Surfaces.Errors;
using OneLink.Admin.Surfaces.Parameters;
using OneLink.Admin.Validation;

namespace OneLink.Admin.Surfaces.Application.Labels;

/// <summary>The labels that the account offers.</summary>
internal static class LabelEndpoints
{
    public static void Map(IEndpointRouteBuilder account)
    {
        var labels = account.MapGroup("/labels");
        labels.MapGet("", List);
        labels.MapGet("/{id}", Show);
        labels.MapPost("", Create).RequireAdministrator();
        labels.MapPut("/{id}", Update).RequireAdministrator();
        labels.MapPatch("/{id}", Update).RequireAdministrator();
        labels.MapDelete("/{id}", Delete).RequireAdministrator();
    }

    internal static async Task<JsonHttpResult<LabelListPayload>> List(HttpContext context, ApplicationCaller caller, LabelRepository labels)
        => TypedResults.Json(
            new LabelListPayload([.. (await labels.OfAccountAsync(caller.AccountId, context.RequestAborted)).Select(LabelResponse.Of)]),
            ApplicationJson.Relaxed.LabelListPayload);

    internal static async Task<Results<JsonHttpResult<LabelResponse>, ApiErrorResult>> Show(
        HttpContext context, ApplicationCaller caller, RecordId id, LabelRepository labels)
        => await labels.FindAsync(caller.AccountId, id, context.RequestAborted) is { } label
            ? TypedResults.Json(LabelResponse.Of(label), ApplicationJson.Relaxed.LabelResponse)
            : ApplicationResults.NotFound();

    internal static async Task<Results<JsonHttpResult<LabelResponse>, ApiErrorResult>> Create(
        HttpContext context, ApplicationCaller caller, RequestParameters parameters, LabelChanges changes)
        => Input(parameters, out var refusal) is { } input
            ? Answer(await changes.CreateAsync(caller.AccountId, input, context.RequestAborted))
            : refusal!;

    internal static async Task<Results<JsonHttpResult<LabelResponse>, ApiErrorResult>> Update(
        HttpContext context, ApplicationCaller caller, RecordId id, RequestParameters parameters, LabelChanges changes)
        => Input(parameters, out var refusal) is { } input
            ? Answer(await changes.UpdateAsync(caller.AccountId, id, input, context.RequestAborted))
            : refusal!;

    internal static async Task<Results<Ok, ApiErrorResult>> Delete(HttpContext context, ApplicationCaller caller, RecordId id, LabelRepository labels)
        => ApplicationResults.Gone(await labels.DeleteAsync(caller.AccountId, id, context.RequestAborted));

    private static Results<JsonHttpResult<LabelResponse>, ApiErrorResult> Answer(RecordOutcome<Label> outcome)
        => ApplicationResults.Of(outcome, LabelResponse.Of, ApplicationJson.Relaxed.LabelResponse);

    private static LabelInput? Input(RequestParameters parameters, out ApiErrorResult? refusal)
    {
        refusal = null;
        if (parameters.Under("label") is not { } fields)
        {
            refusal = new ApiErrorResult(ApiError.MissingParameter("label"));
            return null;
        }

        var read = new ParameterReader(fields, new RecordErrors());
        var input = new LabelInput
        {
            Title = read.Text("title"),
            Description = read.Text("description"),
            Color = read.Text("color"),
            ShowOnSidebar = read.Flag("show_on_sidebar"),
        };
        refusal = read.Errors.Any ? ApplicationResults.Invalid(read.Errors) : null;
        return refusal is null ? input : null;
    }
}
