using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http.HttpResults;
using OneLink.Admin.Accounts;
using OneLink.Admin.Surfaces.Errors;
using OneLink.Admin.Surfaces.Parameters;
using OneLink.Admin.Validation;

namespace OneLink.Admin.Surfaces.Application;

/// <summary>The account itself.</summary>
internal static class AccountEndpoints
{
    public static void Map(IEndpointRouteBuilder account)
    {
        account.MapGet("", Show);
        account.MapPatch("", Update).RequireAdministrator();
        account.MapPut("", Update).RequireAdministrator();
    }

    internal static JsonHttpResult<AccountResponse> Show(ApplicationCaller caller)
        => TypedResults.Json(AccountResponse.Of(caller.Account), ApplicationJson.Relaxed.AccountResponse);

    internal static async Task<Results<JsonHttpResult<AccountResponse>, ApiErrorResult>> Update(
        HttpContext context, ApplicationCaller caller, RequestParameters parameters, AccountChanges changes)
    {
        var read = new ParameterReader(parameters, new RecordErrors());
        var input = new AccountInput
        {
            Name = read.Text("name"),
            Locale = read.TextOrNull("locale"),
            Domain = read.TextOrNull("domain"),
            SupportEmail = read.TextOrNull("support_email"),
            Settings = Settings(read),
            MergedAttributes = Attributes(read),
        };
        return read.Errors.Any
            ? ApplicationResults.Invalid(read.Errors)
            : ApplicationResults.Of(
                await changes.UpdateAsync(caller.ActorOf(context), input, caller.Performer, context.RequestAborted),
                AccountResponse.Of,
                ApplicationJson.Relaxed.AccountResponse);
    }

    private static JsonObject Settings(ParameterReader read)
    {
        var settings = new JsonObject();
        Put(settings, AccountSettings.AutoResolveAfter, read.Integer(AccountSettings.AutoResolveAfter), static value => value);
        Put(settings, AccountSettings.AutoResolveMessage, read.TextOrNull(AccountSettings.AutoResolveMessage), static value => value);
        Put(settings, AccountSettings.AutoResolveIgnoreWaiting, read.Flag(AccountSettings.AutoResolveIgnoreWaiting), static value => value);
        Put(settings, AccountSettings.TrackLinks, read.Flag(AccountSettings.TrackLinks), static value => value);
        Put(settings, AccountSettings.OpenTickets, read.Flag(AccountSettings.OpenTickets), static value => value);
        Put(settings, AccountSettings.Region, read.TextOrNull(AccountSettings.Region), static value => value?.ToUpperInvariant());
        if (read.Texts(FrameAncestors.Name) is { IsGiven: true, Value: var origins })
        {
            settings[FrameAncestors.Name] = FrameAncestors.Read(origins, read.Errors);
        }

        return settings;
    }

    /// <summary>What people tell of their company.</summary>
    private static JsonObject Attributes(ParameterReader read)
    {
        var attributes = new JsonObject();
        foreach (var name in (string[])["industry", "company_size", "timezone"])
        {
            Put(attributes, name, read.Text(name), static value => value);
        }

        return attributes;
    }

    private static void Put<T>(JsonObject target, string name, Given<T> given, Func<T, JsonNode?> node)
    {
        if (given.IsGiven)
        {
            target[name] = node(given.Value);
        }
    }
}
