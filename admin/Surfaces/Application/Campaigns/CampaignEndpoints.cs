using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http.HttpResults;
using OneLink.Admin.Campaigns;
using OneLink.Admin.Surfaces.Application.Contacts;
using OneLink.Admin.Surfaces.Application.Conversations;
using OneLink.Admin.Surfaces.Errors;
using OneLink.Admin.Surfaces.Parameters;
using OneLink.Admin.Validation;

namespace OneLink.Admin.Surfaces.Application.Campaigns;

/// <summary>One message to each contact of an audience. Administrators' alone.</summary>
internal static class CampaignEndpoints
{
    private const int PageSize = 25;

    private delegate Task<RecordOutcome<Campaign>> Change(long accountId, long id, CancellationToken cancellationToken);

    public static void Map(IEndpointRouteBuilder account)
    {
        var campaigns = account.MapGroup("/campaigns").RequireAdministrator();
        campaigns.MapGet("", List);
        campaigns.MapPost("", Create);
        campaigns.MapGet("/{id}", Show);
        campaigns.MapPatch("/{id}", Update);
        campaigns.MapDelete("/{id}", Delete);
        campaigns.MapPost("/{id}/start", Start);
        campaigns.MapPost("/{id}/pause", Pause);
        campaigns.MapPost("/{id}/resume", Resume);
        campaigns.MapPost("/{id}/cancel", Cancel);
        campaigns.MapGet("/{id}/recipients", Recipients);
    }

    internal static async Task<JsonHttpResult<CampaignListPayload>> List(
        HttpContext context, ApplicationCaller caller, RequestParameters parameters, CampaignRepository campaigns, CampaignReports reports)
    {
        var page = PageNumber.Of(parameters);
        var found = await campaigns.PageAsync(caller.AccountId, page.Value, PageSize, context.RequestAborted);
        return TypedResults.Json(
            new CampaignListPayload(
                new PageMeta(await campaigns.CountAsync(caller.AccountId, context.RequestAborted), page.Shown),
                [.. (await reports.OfAsync(caller.AccountId, found, context.RequestAborted)).Select(CampaignResponse.Of)]),
            ApplicationJson.Relaxed.CampaignListPayload);
    }

    internal static async Task<Results<JsonHttpResult<CampaignResponse>, ApiErrorResult>> Show(
        HttpContext context, ApplicationCaller caller, RecordId id, CampaignRepository campaigns, CampaignReports reports)
        => await campaigns.FindAsync(caller.AccountId, id, context.RequestAborted) is { } campaign
            ? await ShownAsync(context, campaign, reports)
            : ApplicationResults.NotFound();

    internal static async Task<Results<JsonHttpResult<CampaignResponse>, ApiErrorResult>> Create(
        HttpContext context, ApplicationCaller caller, RequestParameters parameters, CampaignChanges changes, CampaignReports reports)
        => Input(parameters, out var refusal) is { } input
            ? await AnswerAsync(context, await changes.CreateAsync(caller.AccountId, caller.User?.Id, input, context.RequestAborted), reports)
            : refusal!;

    internal static async Task<Results<JsonHttpResult<CampaignResponse>, ApiErrorResult>> Update(
        HttpContext context, ApplicationCaller caller, RecordId id, RequestParameters parameters, CampaignChanges changes, CampaignReports reports)
        => Input(parameters, out var refusal) is { } input
            ? await AnswerAsync(context, await changes.UpdateAsync(caller.AccountId, id, input, context.RequestAborted), reports)
            : refusal!;

    internal static async Task<Results<Ok, ApiErrorResult>> Delete(HttpContext context, ApplicationCaller caller, RecordId id, CampaignChanges changes)
    {
        var outcome = await changes.DeleteAsync(caller.AccountId, id, context.RequestAborted);
        return outcome.TryGet(out _) ? TypedResults.Ok() : ApplicationResults.Refusal(outcome);
    }

    internal static Task<Results<JsonHttpResult<CampaignResponse>, ApiErrorResult>> Start(
        HttpContext context, ApplicationCaller caller, RecordId id, CampaignChanges changes, CampaignReports reports)
        => ActAsync(context, caller, id, changes.StartAsync, reports);

    internal static Task<Results<JsonHttpResult<CampaignResponse>, ApiErrorResult>> Pause(
        HttpContext context, ApplicationCaller caller, RecordId id, CampaignChanges changes, CampaignReports reports)
        => ActAsync(context, caller, id, changes.PauseAsync, reports);

    internal static Task<Results<JsonHttpResult<CampaignResponse>, ApiErrorResult>> Resume(
        HttpContext context, ApplicationCaller caller, RecordId id, CampaignChanges changes, CampaignReports reports)
        => ActAsync(context, caller, id, changes.ResumeAsync, reports);

    internal static Task<Results<JsonHttpResult<CampaignResponse>, ApiErrorResult>> Cancel(
        HttpContext context, ApplicationCaller caller, RecordId id, CampaignChanges changes, CampaignReports reports)
        => ActAsync(context, caller, id, changes.CancelAsync, reports);

    internal static async Task<Results<JsonHttpResult<CampaignRecipientListPayload>, ApiErrorResult>> Recipients(
        HttpContext context, ApplicationCaller caller, RecordId id, RequestParameters parameters, CampaignRepository campaigns, CampaignRecipients recipients)
    {
        if (await campaigns.FindAsync(caller.AccountId, id, context.RequestAborted) is not { } campaign)
        {
            return ApplicationResults.NotFound();
        }

        var read = new ParameterReader(parameters, new RecordErrors());
        var state = read.Choice("state", RecipientState.IsKnown).Or(null);
        if (read.Errors.Any)
        {
            return ApplicationResults.Invalid(read.Errors);
        }

        var page = PageNumber.Of(parameters);
        var counts = (await recipients.CountAsync(caller.AccountId, [campaign.Id], context.RequestAborted)).GetValueOrDefault(campaign.Id, CampaignCounts.None);
        var found = await recipients.PageAsync(caller.AccountId, campaign.Id, state, page.Value, PageSize, context.RequestAborted);
        return TypedResults.Json(
            new CampaignRecipientListPayload(new PageMeta(counts.In(state), page.Shown), [.. found.Select(CampaignRecipientResponse.Of)]),
            ApplicationJson.Relaxed.CampaignRecipientListPayload);
    }

    private static async Task<Results<JsonHttpResult<CampaignResponse>, ApiErrorResult>> ActAsync(
        HttpContext context, ApplicationCaller caller, RecordId id, Change change, CampaignReports reports)
        => await AnswerAsync(context, await change(caller.AccountId, id, context.RequestAborted), reports);

    private static async Task<Results<JsonHttpResult<CampaignResponse>, ApiErrorResult>> AnswerAsync(
        HttpContext context, RecordOutcome<Campaign> outcome, CampaignReports reports)
        => outcome.TryGet(out var campaign) ? await ShownAsync(context, campaign, reports) : ApplicationResults.Refusal(outcome);

    private static async Task<JsonHttpResult<CampaignResponse>> ShownAsync(HttpContext context, Campaign campaign, CampaignReports reports)
        => TypedResults.Json(CampaignResponse.Of(await reports.OfAsync(campaign, context.RequestAborted)), ApplicationJson.Relaxed.CampaignResponse);

    private static CampaignInput? Input(RequestParameters parameters, out ApiErrorResult? refusal)
    {
        // "campaign" is a field of ours as well: the name by which links know it.
        var wrapped = parameters.Tree["campaign"] is JsonObject;
        if ((wrapped ? parameters.Under("campaign") : parameters) is not { } fields)
        {
            refusal = new ApiErrorResult(ApiError.MissingParameter("campaign"));
            return null;
        }

        var read = new ParameterReader(fields, new RecordErrors());
        var input = new CampaignInput
        {
            Title = read.Text("title"),
            Name = read.TextOrNull("campaign"),
            InboxId = read.Integer("inbox_id"),
            AudienceId = read.Integer("audience_id"),
            Message = read.TextOrNull("message"),
            TemplateParams = read.Object("template_params"),
            QuietHours = read.Object("quiet_hours"),
            MessagesPerMinute = read.Integer("messages_per_minute"),
            ScheduledAt = fields.Has("scheduled_at") ? ConversationParameters.Time(read, "scheduled_at") : Given<long?>.Not,
        };
        refusal = read.Errors.Any ? ApplicationResults.Invalid(read.Errors) : null;
        return refusal is null ? input : null;
    }
}
