using Microsoft.AspNetCore.Http.HttpResults;
using OneLink.Admin.CustomAttributes;
using OneLink.Admin.Surfaces.Errors;
using OneLink.Admin.Surfaces.Parameters;
using OneLink.Admin.Validation;

namespace OneLink.Admin.Surfaces.Application.CustomAttributes;

/// <summary>Attributes of the account's own making, of contacts and of conversations.</summary>
internal static class CustomAttributeEndpoints
{
    public static void Map(IEndpointRouteBuilder account)
    {
        var definitions = account.MapGroup("/custom_attribute_definitions");
        definitions.MapGet("", List);
        definitions.MapPost("", Create);
        definitions.MapGet("/{id}", Show);
        definitions.MapPut("/{id}", Update);
        definitions.MapPatch("/{id}", Update);
        definitions.MapDelete("/{id}", Delete);
    }

    internal static async Task<Results<JsonHttpResult<IReadOnlyList<CustomAttributeResponse>>, ApiErrorResult>> List(
        HttpContext context, ApplicationCaller caller, RequestParameters parameters, CustomAttributeRepository attributes)
    {
        var read = new ParameterReader(parameters, new RecordErrors());
        var model = CustomAttributeNames.ReadModel(read).Or(null);
        if (read.Errors.Any)
        {
            return ApplicationResults.Invalid(read.Errors);
        }

        var found = await attributes.OfAccountAsync(caller.AccountId, model, context.RequestAborted);
        return TypedResults.Json<IReadOnlyList<CustomAttributeResponse>>(
            [.. found.Select(CustomAttributeResponse.Of)], ApplicationJson.Relaxed.IReadOnlyListCustomAttributeResponse);
    }

    internal static async Task<Results<JsonHttpResult<CustomAttributeResponse>, ApiErrorResult>> Create(
        HttpContext context, ApplicationCaller caller, RequestParameters parameters, CustomAttributeChanges changes)
        => Input(parameters, out var refusal) is { } input
            ? Answer(await changes.CreateAsync(caller.AccountId, input, context.RequestAborted))
            : refusal!;

    internal static async Task<Results<JsonHttpResult<CustomAttributeResponse>, ApiErrorResult>> Show(
        HttpContext context, ApplicationCaller caller, RecordId id, CustomAttributeRepository attributes)
        => await attributes.FindAsync(caller.AccountId, id, context.RequestAborted) is { } definition
            ? TypedResults.Json(CustomAttributeResponse.Of(definition), ApplicationJson.Relaxed.CustomAttributeResponse)
            : ApplicationResults.NotFound();

    internal static async Task<Results<JsonHttpResult<CustomAttributeResponse>, ApiErrorResult>> Update(
        HttpContext context, ApplicationCaller caller, RecordId id, RequestParameters parameters, CustomAttributeChanges changes)
        => Input(parameters, out var refusal) is { } input
            ? Answer(await changes.UpdateAsync(caller.AccountId, id, input, context.RequestAborted))
            : refusal!;

    internal static async Task<Results<Ok, ApiErrorResult>> Delete(
        HttpContext context, ApplicationCaller caller, RecordId id, CustomAttributeRepository attributes)
        => ApplicationResults.Gone(await attributes.DeleteAsync(caller.AccountId, id, context.RequestAborted));

    private static Results<JsonHttpResult<CustomAttributeResponse>, ApiErrorResult> Answer(RecordOutcome<CustomAttributeDefinition> outcome)
        => ApplicationResults.Of(outcome, CustomAttributeResponse.Of, ApplicationJson.Relaxed.CustomAttributeResponse);

    private static CustomAttributeInput? Input(RequestParameters parameters, out ApiErrorResult? refusal)
    {
        refusal = null;
        if (parameters.Under("custom_attribute_definition") is not { } fields)
        {
            refusal = new ApiErrorResult(ApiError.MissingParameter("custom_attribute_definition"));
            return null;
        }

        var read = new ParameterReader(fields, new RecordErrors());
        var input = new CustomAttributeInput
        {
            Model = CustomAttributeNames.ReadModel(read),
            AttributeKey = read.Text("attribute_key"),
            DisplayName = read.Text("attribute_display_name"),
            DisplayType = CustomAttributeNames.ReadDisplayType(read),
            Description = read.Text("attribute_description"),
            ListValues = read.Texts("attribute_values"),
            RegexPattern = read.TextOrNull("regex_pattern"),
            RegexCue = read.TextOrNull("regex_cue"),
        };
        refusal = read.Errors.Any ? ApplicationResults.Invalid(read.Errors) : null;
        return refusal is null ? input : null;
    }
}
