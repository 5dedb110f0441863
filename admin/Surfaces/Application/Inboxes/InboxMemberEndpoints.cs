using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using OneLink.Admin.Inboxes;
using OneLink.Admin.Surfaces.Errors;
using OneLink.Admin.Surfaces.Parameters;
using OneLink.Admin.Validation;

namespace OneLink.Admin.Surfaces.Application.Inboxes;

/// <summary>Who works in which inbox.</summary>
internal static class InboxMemberEndpoints
{
    public static void Map(IEndpointRouteBuilder account)
    {
        var members = account.MapGroup("/inbox_members");
        members.MapGet("/{inbox_id}", Show);
        members.MapPost("", Add).RequireAdministrator();
        members.MapPut("", Replace).RequireAdministrator();
        members.MapPatch("", Replace).RequireAdministrator();
        members.MapDelete("", Remove).RequireAdministrator();
    }

    internal static async Task<Results<JsonHttpResult<AgentListPayload>, ApiErrorResult>> Show(
        HttpContext context, ApplicationCaller caller, [FromRoute(Name = "inbox_id")] RecordId inboxId, InboxRepository inboxes, InboxMembers members, AgentView agents)
        => await inboxes.FindAsync(caller.AccountId, inboxId, context.RequestAborted) is not { } inbox ? ApplicationResults.NotFound()
            : await caller.MayUseAsync(inbox, inboxes, context.RequestAborted) ? await PayloadAsync(inbox, members, agents, context.RequestAborted)
            : new ApiErrorResult(ApiError.NotAllowed());

    internal static Task<Results<JsonHttpResult<AgentListPayload>, ApiErrorResult>> Add(
        HttpContext context, ApplicationCaller caller, RequestParameters parameters, InboxRepository inboxes, InboxMembers members, AgentView agents)
        => ChangeAsync(context, caller, parameters, inboxes, members, agents, members.AddAsync);

    internal static Task<Results<JsonHttpResult<AgentListPayload>, ApiErrorResult>> Replace(
        HttpContext context, ApplicationCaller caller, RequestParameters parameters, InboxRepository inboxes, InboxMembers members, AgentView agents)
        => ChangeAsync(context, caller, parameters, inboxes, members, agents, members.ReplaceAsync);

    /// <summary>Ids of nobody are passed over, as are those that are no ids.</summary>
    internal static async Task<Results<Ok, ApiErrorResult>> Remove(
        HttpContext context, ApplicationCaller caller, RequestParameters parameters, InboxRepository inboxes, InboxMembers members)
    {
        var read = new ParameterReader(parameters, new RecordErrors());
        var userIds = (read.Texts("user_ids").Or(null) ?? []).Select(text => RecordId.Of(text).Value).ToList();
        if (await InboxAsync(context, caller, read, inboxes) is not { } inbox)
        {
            return ApplicationResults.NotFound();
        }

        if (read.Errors.Any)
        {
            return ApplicationResults.Invalid(read.Errors);
        }

        await members.RemoveAsync(inbox, userIds, context.RequestAborted);
        return TypedResults.Ok();
    }

    private static async Task<Results<JsonHttpResult<AgentListPayload>, ApiErrorResult>> ChangeAsync(
        HttpContext context,
        ApplicationCaller caller,
        RequestParameters parameters,
        InboxRepository inboxes,
        InboxMembers members,
        AgentView agents,
        Func<Inbox, IReadOnlyCollection<long>, CancellationToken, Task<RecordOutcome<Inbox>>> change)
    {
        var read = new ParameterReader(parameters, new RecordErrors());
        if (await InboxAsync(context, caller, read, inboxes) is not { } inbox)
        {
            return ApplicationResults.NotFound();
        }

        var userIds = read.Integers("user_ids");
        if (!userIds.IsGiven && !read.Errors.Any)
        {
            return new ApiErrorResult(ApiError.MissingParameter("user_ids"));
        }

        if (read.Errors.Any)
        {
            return ApplicationResults.Invalid(read.Errors);
        }

        var outcome = await change(inbox, userIds.Value!, context.RequestAborted);
        return outcome.TryGet(out _) ? await PayloadAsync(inbox, members, agents, context.RequestAborted) : ApplicationResults.Refusal(outcome);
    }

    private static async Task<Inbox?> InboxAsync(HttpContext context, ApplicationCaller caller, ParameterReader read, InboxRepository inboxes)
        => await inboxes.FindAsync(caller.AccountId, RecordId.Of(read.Text("inbox_id").Or(null)), context.RequestAborted);

    private static async Task<JsonHttpResult<AgentListPayload>> PayloadAsync(
        Inbox inbox, InboxMembers members, AgentView agents, CancellationToken cancellationToken)
    {
        var people = await agents.OfAccountAsync(inbox.AccountId, cancellationToken);
        return TypedResults.Json(
            new AgentListPayload([.. (await members.OfAsync(inbox.AccountId, inbox.Id, cancellationToken)).Where(people.ContainsKey).Select(id => people[id])]),
            ApplicationJson.Relaxed.AgentListPayload);
    }
}
