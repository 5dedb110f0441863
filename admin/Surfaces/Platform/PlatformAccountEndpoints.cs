using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http.HttpResults;
using OneLink.Admin.Accounts;
using OneLink.Admin.Database;
using OneLink.Admin.PlatformApps;
using OneLink.Admin.Surfaces.Errors;
using OneLink.Admin.Surfaces.Parameters;
using OneLink.Admin.Validation;

namespace OneLink.Admin.Surfaces.Platform;

/// <summary>The accounts that the app looks after.</summary>
internal static class PlatformAccountEndpoints
{
    public static void Map(IEndpointRouteBuilder accounts)
    {
        const string One = $"/{{{PlatformGate.AccountIdName}}}";
        accounts.MapGet("", List);
        accounts.MapPost("", Create);
        accounts.MapGet(One, Show);
        accounts.MapPatch(One, Update);
        accounts.MapPut(One, Update);
        accounts.MapDelete(One, Delete);
    }

    internal static async Task<JsonHttpResult<IReadOnlyList<PlatformAccountResponse>>> List(HttpContext context, PlatformCaller caller, AccountRepository accounts)
        => TypedResults.Json<IReadOnlyList<PlatformAccountResponse>>(
            [.. (await accounts.OfPlatformAppAsync(caller.AppId, context.RequestAborted)).Select(PlatformAccountResponse.Of)],
            PlatformJson.Relaxed.IReadOnlyListPlatformAccountResponse);

    internal static async Task<Results<JsonHttpResult<PlatformAccountResponse>, ApiErrorResult>> Create(
        HttpContext context, PlatformCaller caller, RequestParameters parameters, AccountChanges changes, IDatabase database)
    {
        var read = new ParameterReader(parameters, new RecordErrors());
        var input = Input(read);
        if (read.Errors.Any)
        {
            return PlatformResults.Invalid(read.Errors);
        }

        return Answer(await database.WriteAsync(
            async scope =>
            {
                var made = await changes.CreateAsync(scope, input, caller.ActorIn);
                if (made.TryGet(out var account))
                {
                    await PermissibleRepository.GrantAsync(scope, caller.AppId, Permissible.Account(account.Id), account.CreatedAt);
                }

                return made;
            },
            context.RequestAborted));
    }

    internal static JsonHttpResult<PlatformAccountResponse> Show(PlatformCaller caller)
        => TypedResults.Json(PlatformAccountResponse.Of(caller.Account), PlatformJson.Relaxed.PlatformAccountResponse);

    internal static async Task<Results<JsonHttpResult<PlatformAccountResponse>, ApiErrorResult>> Update(
        HttpContext context, PlatformCaller caller, RequestParameters parameters, AccountChanges changes)
    {
        var read = new ParameterReader(parameters, new RecordErrors());
        var input = Input(read);
        return read.Errors.Any
            ? PlatformResults.Invalid(read.Errors)
            : Answer(await changes.UpdateAsync(caller.ActorIn(caller.Account.Id), input, caller.Performer, context.RequestAborted));
    }

    internal static async Task<Ok> Delete(HttpContext context, PlatformCaller caller, AccountChanges changes)
    {
        await changes.DeleteAsync(caller.Account.Id, context.RequestAborted);
        return TypedResults.Ok();
    }

    private static Results<JsonHttpResult<PlatformAccountResponse>, ApiErrorResult> Answer(RecordOutcome<Account> outcome)
        => PlatformResults.Of(outcome, PlatformAccountResponse.Of, PlatformJson.Relaxed.PlatformAccountResponse);

    private static AccountInput Input(ParameterReader read) => new()
    {
        Name = read.Text("name"),
        Locale = read.TextOrNull("locale"),
        Domain = read.TextOrNull("domain"),
        SupportEmail = read.TextOrNull("support_email"),
        Status = read.TextOrNull("status"),
        Tier = read.TextOrNull("tier"),
        Features = Flags(read),
        Limits = read.Object("limits"),
        CustomAttributes = read.Object("custom_attributes"),
    };

    /// <summary>True switches a flag on, false and blank off.</summary>
    private static Dictionary<string, bool> Flags(ParameterReader read)
    {
        var given = read.Object("features").Or(null) ?? [];
        var flags = new ParameterReader(new RequestParameters((JsonObject)given.DeepClone(), new Dictionary<string, List<IFormFile>>(StringComparer.Ordinal), isForm: false), read.Errors);
        return given.ToDictionary(flag => flag.Key, flag => flags.Flag(flag.Key).Or(null) ?? false, StringComparer.Ordinal);
    }
}
