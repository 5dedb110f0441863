using Microsoft.AspNetCore.Http.HttpResults;
using OneLink.Admin.Automation.Rules;
using OneLink.Admin.Surfaces.Errors;
using OneLink.Admin.Surfaces.Parameters;
using OneLink.Admin.Validation;

namespace OneLink.Admin.Surfaces.Application.Automation;

/// <summary>What the account wants done by itself.</summary>
internal static class AutomationRuleEndpoints
{
    public static void Map(IEndpointRouteBuilder account)
    {
        var rules = account.MapGroup("/automation_rules").RequireAdministrator();
        rules.MapGet("", List);
        rules.MapPost("", Create);
        rules.MapGet("/{id}", Show);
        rules.MapPut("/{id}", Update);
        rules.MapPatch("/{id}", Update);
        rules.MapDelete("/{id}", Delete);
        rules.MapPost("/{id}/clone", Clone);
    }

    internal static async Task<JsonHttpResult<AutomationRuleListPayload>> List(HttpContext context, ApplicationCaller caller, AutomationRuleRepository rules)
        => TypedResults.Json(
            new AutomationRuleListPayload([.. (await rules.OfAccountAsync(caller.AccountId, context.RequestAborted)).Select(AutomationRuleResponse.Of)]),
            ApplicationJson.Relaxed.AutomationRuleListPayload);

    internal static async Task<Results<JsonHttpResult<AutomationRulePayload>, ApiErrorResult>> Show(
        HttpContext context, ApplicationCaller caller, RecordId id, AutomationRuleRepository rules)
        => await rules.FindAsync(caller.AccountId, id, context.RequestAborted) is { } rule
            ? TypedResults.Json(new AutomationRulePayload(AutomationRuleResponse.Of(rule)), ApplicationJson.Relaxed.AutomationRulePayload)
            : ApplicationResults.NotFound();

    internal static async Task<Results<JsonHttpResult<AutomationRuleResponse>, ApiErrorResult>> Create(
        HttpContext context, ApplicationCaller caller, RequestParameters parameters, AutomationRuleChanges changes)
        => Input(parameters, out var refusal) is { } input
            ? ApplicationResults.Of(
                await changes.CreateAsync(caller.AccountId, input, context.RequestAborted),
                AutomationRuleResponse.New,
                ApplicationJson.Relaxed.AutomationRuleResponse)
            : refusal!;

    internal static async Task<Results<JsonHttpResult<AutomationRulePayload>, ApiErrorResult>> Update(
        HttpContext context, ApplicationCaller caller, RecordId id, RequestParameters parameters, AutomationRuleChanges changes)
        => Input(parameters, out var refusal) is { } input
            ? Answer(await changes.UpdateAsync(caller.AccountId, id, input, context.RequestAborted))
            : refusal!;

    internal static async Task<Results<Ok, ApiErrorResult>> Delete(HttpContext context, ApplicationCaller caller, RecordId id, AutomationRuleRepository rules)
        => ApplicationResults.Gone(await rules.DeleteAsync(caller.AccountId, id, context.RequestAborted));

    internal static async Task<Results<JsonHttpResult<AutomationRulePayload>, ApiErrorResult>> Clone(
        HttpContext context, ApplicationCaller caller, RecordId id, AutomationRuleRepository rules, AutomationRuleChanges changes)
        => await rules.FindAsync(caller.AccountId, id, context.RequestAborted) is { } rule
            ? Answer(await changes.CloneAsync(rule, context.RequestAborted))
            : ApplicationResults.NotFound();

    private static Results<JsonHttpResult<AutomationRulePayload>, ApiErrorResult> Answer(RecordOutcome<AutomationRule> outcome)
        => ApplicationResults.Of(outcome, static rule => new AutomationRulePayload(AutomationRuleResponse.Of(rule)), ApplicationJson.Relaxed.AutomationRulePayload);

    private static AutomationRuleInput? Input(RequestParameters parameters, out ApiErrorResult? refusal)
    {
        if (parameters.Under("automation_rule") is not { } fields)
        {
            refusal = new ApiErrorResult(ApiError.MissingParameter("automation_rule"));
            return null;
        }

        var read = new ParameterReader(fields, new RecordErrors());
        var input = new AutomationRuleInput
        {
            Name = read.Text("name"),
            Description = read.TextOrNull("description"),
            EventName = read.Text("event_name"),
            Conditions = read.Objects("conditions"),
            Actions = read.Objects("actions"),
            IsActive = read.Flag("active"),
        };
        refusal = read.Errors.Any ? ApplicationResults.Invalid(read.Errors) : null;
        return refusal is null ? input : null;
    }
}
