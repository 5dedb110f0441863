using Microsoft.AspNetCore.Http.HttpResults;
using OneLink.Admin.Automation.Macros;
using OneLink.Admin.Surfaces.Application.Conversations;
using OneLink.Admin.Surfaces.Errors;
using OneLink.Admin.Surfaces.Parameters;
using OneLink.Admin.Validation;

namespace OneLink.Admin.Surfaces.Application.Automation;

/// <summary>What people have done with one click: everybody's own macros, and those of all, which administrators keep.</summary>
internal static class MacroEndpoints
{
    /// <summary>Of one execution.</summary>
    private const int MaxConversations = 100;

    public static void Map(IEndpointRouteBuilder account)
    {
        var macros = account.MapGroup("/macros");
        macros.MapGet("", List);
        macros.MapPost("", Create);
        macros.MapGet("/{id}", Show);
        macros.MapPut("/{id}", Update);
        macros.MapPatch("/{id}", Update);
        macros.MapDelete("/{id}", Delete);
        macros.MapPost("/{id}/execute", Execute);
    }

    internal static async Task<JsonHttpResult<MacroListPayload>> List(HttpContext context, ApplicationCaller caller, MacroRepository macros, AgentView agents)
    {
        var people = await agents.OfAccountAsync(caller.AccountId, context.RequestAborted);
        return TypedResults.Json(
            new MacroListPayload(
                [.. (await macros.OfUserAsync(caller.AccountId, caller.User!.Id, context.RequestAborted)).Select(macro => MacroResponse.Of(macro, people))]),
            ApplicationJson.Relaxed.MacroListPayload);
    }

    internal static async Task<Results<JsonHttpResult<MacroPayload>, ApiErrorResult>> Show(
        HttpContext context, ApplicationCaller caller, RecordId id, MacroRepository macros, AgentView agents)
    {
        var (macro, refusal) = await FindAsync(context, caller, id, macros, static (author, found) => author.MayUse(found));
        return macro is null ? refusal! : await ShownAsync(macro, agents, context.RequestAborted);
    }

    internal static async Task<Results<JsonHttpResult<MacroPayload>, ApiErrorResult>> Create(
        HttpContext context, ApplicationCaller caller, RequestParameters parameters, MacroChanges changes, AgentView agents)
        => Input(parameters, out var refusal) is { } input
            ? await AnswerAsync(await changes.CreateAsync(AuthorOf(caller), input, context.RequestAborted), agents, context.RequestAborted)
            : refusal!;

    internal static async Task<Results<JsonHttpResult<MacroPayload>, ApiErrorResult>> Update(
        HttpContext context, ApplicationCaller caller, RecordId id, RequestParameters parameters, MacroRepository macros, MacroChanges changes, AgentView agents)
    {
        var (macro, refusal) = await FindAsync(context, caller, id, macros, static (author, found) => author.MayChange(found));
        return macro is not null && Input(parameters, out refusal) is { } input
            ? await AnswerAsync(await changes.UpdateAsync(AuthorOf(caller), macro.Id, input, context.RequestAborted), agents, context.RequestAborted)
            : refusal!;
    }

    internal static async Task<Results<Ok, ApiErrorResult>> Delete(HttpContext context, ApplicationCaller caller, RecordId id, MacroRepository macros)
    {
        var (macro, refusal) = await FindAsync(context, caller, id, macros, static (author, found) => author.MayChange(found));
        return macro is null ? refusal! : ApplicationResults.Gone(await macros.DeleteAsync(caller.AccountId, macro.Id, context.RequestAborted));
    }

    /// <summary>All of the conversations must be there for the caller; before that nothing is done.</summary>
    internal static async Task<Results<Ok, ApiErrorResult>> Execute(
        HttpContext context, ApplicationCaller caller, RecordId id, RequestParameters parameters, MacroRepository macros, ConversationDoor door, MacroRunner runner)
    {
        var (macro, refusal) = await FindAsync(context, caller, id, macros, static (author, found) => author.MayUse(found));
        if (macro is null)
        {
            return refusal!;
        }

        var read = new ParameterReader(parameters, new RecordErrors());
        var displayIds = read.Integers("conversation_ids").Or(null) ?? [];
        if (displayIds.Length > MaxConversations)
        {
            read.Errors.Add("conversation_ids", RecordErrorCode.TooLong, $"are too many (maximum is {MaxConversations})");
        }

        if (read.Errors.Any)
        {
            return ApplicationResults.Invalid(read.Errors);
        }

        if (displayIds.Length == 0)
        {
            return new ApiErrorResult(ApiError.MissingParameter("conversation_ids"));
        }

        var conversationIds = new List<long>();
        foreach (var displayId in displayIds.Distinct())
        {
            var (conversation, closed) = await door.OpenAsync(caller, displayId, context.RequestAborted);
            if (conversation is null)
            {
                return closed!;
            }

            conversationIds.Add(conversation.Id);
        }

        await runner.RunAsync(macro, conversationIds, caller.User!.Id, caller.Author, context.RequestAborted);
        return TypedResults.Ok();
    }

    private static MacroAuthor AuthorOf(ApplicationCaller caller) => new(caller.AccountId, caller.User!.Id, caller.IsAdministrator);

    /// <returns>The macro, or why the caller does not get it.</returns>
    private static async Task<(Macro? Macro, ApiErrorResult? Refusal)> FindAsync(
        HttpContext context, ApplicationCaller caller, long id, MacroRepository macros, Func<MacroAuthor, Macro, bool> isAllowed)
    {
        if (await macros.FindAsync(caller.AccountId, id, context.RequestAborted) is not { } macro)
        {
            return (null, ApplicationResults.NotFound());
        }

        return isAllowed(AuthorOf(caller), macro) ? (macro, null) : (null, new ApiErrorResult(ApiError.NotAllowed()));
    }

    private static async Task<Results<JsonHttpResult<MacroPayload>, ApiErrorResult>> AnswerAsync(
        RecordOutcome<Macro> outcome, AgentView agents, CancellationToken cancellationToken)
        => outcome.TryGet(out var macro) ? await ShownAsync(macro, agents, cancellationToken) : ApplicationResults.Refusal(outcome);

    private static async Task<JsonHttpResult<MacroPayload>> ShownAsync(Macro macro, AgentView agents, CancellationToken cancellationToken)
    {
        long[] people = [.. new[] { macro.CreatedById, macro.UpdatedById }.OfType<long>()];
        return TypedResults.Json(
            new MacroPayload(MacroResponse.Of(macro, await agents.OfUsersAsync(macro.AccountId, people, cancellationToken))), ApplicationJson.Relaxed.MacroPayload);
    }

    private static MacroInput? Input(RequestParameters parameters, out ApiErrorResult? refusal)
    {
        if (parameters.Under("macro") is not { } fields)
        {
            refusal = new ApiErrorResult(ApiError.MissingParameter("macro"));
            return null;
        }

        var read = new ParameterReader(fields, new RecordErrors());
        var visibility = read.Choice("visibility", static name => MacroVisibility.Find(name) is not null).Or(null);
        var input = new MacroInput
        {
            Name = read.Text("name"),
            Visibility = visibility is null ? Given<long>.Not : MacroVisibility.Find(visibility)!.Value,
            Actions = read.Objects("actions"),
        };
        refusal = read.Errors.Any ? ApplicationResults.Invalid(read.Errors) : null;
        return refusal is null ? input : null;
    }
}
