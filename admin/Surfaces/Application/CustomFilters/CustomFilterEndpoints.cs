using Microsoft.AspNetCore.Http.HttpResults;
using OneLink.Admin.CustomFilters;
using OneLink.Admin.Surfaces.Errors;
using OneLink.Admin.Surfaces.Parameters;
using OneLink.Admin.Validation;

namespace OneLink.Admin.Surfaces.Application.CustomFilters;

/// <summary>Filters that the caller has saved: everybody sees only his own.</summary>
internal static class CustomFilterEndpoints
{
    private const string TypeName = "filter_type";

    public static void Map(IEndpointRouteBuilder account)
    {
        var filters = account.MapGroup("/custom_filters");
        filters.MapGet("", List);
        filters.MapGet("/{id}", Show);
        filters.MapPost("", Create);
        filters.MapPut("/{id}", Update);
        filters.MapPatch("/{id}", Update);
        filters.MapDelete("/{id}", Delete);
    }

    internal static async Task<Results<JsonHttpResult<IReadOnlyList<CustomFilterResponse>>, ApiErrorResult>> List(
        HttpContext context, ApplicationCaller caller, RequestParameters parameters, CustomFilterRepository filters)
    {
        var read = new ParameterReader(parameters, new RecordErrors());
        var type = Type(read, TypeName);
        return read.Errors.Any
            ? ApplicationResults.Invalid(read.Errors)
            : TypedResults.Json<IReadOnlyList<CustomFilterResponse>>(
                [.. (await filters.OfUserAsync(caller.AccountId, caller.User!.Id, type.Or(CustomFilterType.Conversation), context.RequestAborted)).Select(CustomFilterResponse.Of)],
                ApplicationJson.Relaxed.IReadOnlyListCustomFilterResponse);
    }

    internal static async Task<Results<JsonHttpResult<CustomFilterResponse>, ApiErrorResult>> Show(
        HttpContext context, ApplicationCaller caller, RecordId id, CustomFilterRepository filters)
        => await filters.FindAsync(caller.AccountId, caller.User!.Id, id, context.RequestAborted) is { } filter
            ? TypedResults.Json(CustomFilterResponse.Of(filter), ApplicationJson.Relaxed.CustomFilterResponse)
            : ApplicationResults.NotFound();

    internal static async Task<Results<JsonHttpResult<CustomFilterResponse>, ApiErrorResult>> Create(
        HttpContext context, ApplicationCaller caller, RequestParameters parameters, CustomFilterChanges changes)
        => Input(parameters, out var refusal) is { } input
            ? Answer(await changes.CreateAsync(caller.AccountId, caller.User!.Id, input, context.RequestAborted))
            : refusal!;

    internal static async Task<Results<JsonHttpResult<CustomFilterResponse>, ApiErrorResult>> Update(
        HttpContext context, ApplicationCaller caller, RecordId id, RequestParameters parameters, CustomFilterChanges changes)
        => Input(parameters, out var refusal) is { } input
            ? Answer(await changes.UpdateAsync(caller.AccountId, caller.User!.Id, id, input, context.RequestAborted))
            : refusal!;

    internal static async Task<Results<Ok, ApiErrorResult>> Delete(HttpContext context, ApplicationCaller caller, RecordId id, CustomFilterRepository filters)
        => ApplicationResults.Gone(await filters.DeleteAsync(caller.AccountId, caller.User!.Id, id, context.RequestAborted));

    private static Results<JsonHttpResult<CustomFilterResponse>, ApiErrorResult> Answer(RecordOutcome<CustomFilter> outcome)
        => ApplicationResults.Of(outcome, CustomFilterResponse.Of, ApplicationJson.Relaxed.CustomFilterResponse);

    private static CustomFilterInput? Input(RequestParameters parameters, out ApiErrorResult? refusal)
    {
        if (parameters.Under("custom_filter") is not { } fields)
        {
            refusal = new ApiErrorResult(ApiError.MissingParameter("custom_filter"));
            return null;
        }

        // The type may also stand in the query, beside a wrapped body.
        var read = new ParameterReader(fields, new RecordErrors());
        var type = Type(read, TypeName) is { IsGiven: true } given ? given
            : Type(read, "type") is { IsGiven: true } documented ? documented
            : ReferenceEquals(fields, parameters) ? Given<long>.Not
            : Type(new ParameterReader(parameters, read.Errors), TypeName);
        var input = new CustomFilterInput { Name = read.Text("name"), FilterType = type, Query = read.Object("query") };
        refusal = read.Errors.Any ? ApplicationResults.Invalid(read.Errors) : null;
        return refusal is null ? input : null;
    }

    private static Given<long> Type(ParameterReader read, string name)
        => read.Choice(name, static text => CustomFilterType.Find(text) is not null).Or(null) is { } text ? CustomFilterType.Find(text)!.Value : Given<long>.Not;
}
