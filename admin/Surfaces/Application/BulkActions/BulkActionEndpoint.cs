using System.Text.Json;
using Microsoft.AspNetCore.Http.HttpResults;
using OneLink.Admin.Access;
using OneLink.Admin.BulkActions;
using OneLink.Admin.Conversations;
using OneLink.Admin.Database;
using OneLink.Admin.Jobs;
using OneLink.Admin.Labels;
using OneLink.Admin.Surfaces.Application.Conversations;
using OneLink.Admin.Surfaces.Errors;
using OneLink.Admin.Surfaces.Parameters;
using OneLink.Admin.Validation;

namespace OneLink.Admin.Surfaces.Application.BulkActions;

/// <summary><c>POST bulk_actions</c>: one change of many conversations or contacts, done after the answer.</summary>
internal static class BulkActionEndpoint
{
    private const string Delete = "delete";

    /// <summary>Most records of one action; more are sent in several.</summary>
    private const int MaxIds = 10_000;

    public static void Map(IEndpointRouteBuilder account) => account.MapPost("/bulk_actions", Apply);

    internal static async Task<Results<Ok, JsonHttpResult<BulkActionRefusal>, ApiErrorResult>> Apply(
        HttpContext context,
        ApplicationCaller caller,
        RequestParameters parameters,
        ConversationDoor door,
        IDatabase database,
        JobStore jobs,
        TimeProvider clock)
    {
        var read = new ParameterReader(parameters, new RecordErrors());
        var type = read.TextOrNull("type").Or(null) switch
        {
            BulkAction.Conversations or "conversation" => BulkAction.Conversations,
            BulkAction.Contacts or "contact" => BulkAction.Contacts,
            _ => null,
        };
        if (type is null)
        {
            return TypedResults.Json(new BulkActionRefusal(Success: false), ApplicationJson.Relaxed.BulkActionRefusal, statusCode: StatusCodes.Status422UnprocessableEntity);
        }

        var action = Read(read, type);
        if (type == BulkAction.Conversations)
        {
            action = action with { InboxIds = await door.InboxIdsAsync(caller, context.RequestAborted) };
        }

        if (read.Errors.Any)
        {
            return ApplicationResults.Invalid(read.Errors);
        }

        if (action.Deletes && !caller.IsAdministrator)
        {
            return new ApiErrorResult(ApiError.NotAllowed());
        }

        var actor = caller.ActorOf(context);
        var job = new Job
        {
            Id = SecretText.Identifier(Job.IdPrefix),
            AccountId = caller.AccountId,
            Kind = BulkActionJobs.KindName,
            State = JobState.Queued,
            ActorKind = actor.Kind,
            ActorId = actor.Id,
            ActorName = actor.Name,
            RequestId = actor.RequestId,
            Request = JsonSerializer.Serialize(action, BulkActionJson.Default.BulkAction),
            BytesTotal = 0,
            CreatedAt = clock.GetUtcNow().ToUnixTimeMilliseconds(),
        };
        var refusal = await database.WriteAsync(
            async scope =>
            {
                var problem = await ProblemAsync(scope, caller.AccountId, action);
                if (problem is null)
                {
                    await JobStore.AddAsync(scope, job);
                }

                return problem;
            },
            context.RequestAborted);
        if (refusal is not null)
        {
            return new ApiErrorResult(ApiError.Unprocessable(refusal));
        }

        jobs.Queued();
        return TypedResults.Ok();
    }

    private static BulkAction Read(ParameterReader read, string type)
    {
        var ids = read.Integers("ids").Or(null) ?? [];
        var fields = Within(read, "fields");
        var labels = Within(read, "labels");
        var (assignee, team) = (fields.Integer("assignee_id"), fields.Integer("team_id"));
        var (added, removed) = (Titles(labels, "add"), Titles(labels, "remove"));
        read.Errors.AddAll(LabelTags.Check(added));
        if (ids.Length == 0)
        {
            read.Errors.Blank("ids");
        }
        else if (ids.Length > MaxIds)
        {
            read.Errors.Add("ids", RecordErrorCode.TooLong, $"are too many (maximum is {MaxIds})");
        }

        return new BulkAction
        {
            Type = type,
            Ids = ids,
            Status = ConversationParameters.Status(fields),
            SnoozedUntil = ConversationParameters.Time(read, "snoozed_until"),
            Assigns = assignee.IsGiven,
            AssigneeId = Somebody(assignee),
            AssignsTeam = team.IsGiven,
            TeamId = Somebody(team),
            AddedLabels = added,
            RemovedLabels = removed,
            Deletes = type == BulkAction.Contacts && read.TextOrNull("action_name").Or(null) is Delete,
        };
    }

    private static ParameterReader Within(ParameterReader read, string name) => new(RequestParameters.Of(read.Object(name).Or(null) ?? []), read.Errors);

    private static string[] Titles(ParameterReader labels, string name)
        => [.. (labels.Texts(name).Or(null) ?? []).Select(title => title.Trim()).Where(title => title.Length > 0)];

    /// <summary>0 takes what is there away, as null does.</summary>
    private static long? Somebody(Given<long?> id) => id.Value is 0 ? null : id.Value;

    private static async Task<string?> ProblemAsync(WriteScope scope, long accountId, BulkAction action)
        => action.AssigneeId is { } assignee && !await ConversationRules.IsAgentAsync(scope, accountId, assignee) ? "Invalid assignee_id"
            : action.TeamId is { } team && !await ConversationRules.IsTeamAsync(scope, accountId, team) ? "Invalid team_id"
            : null;
}
