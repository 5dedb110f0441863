using System.Text.Json;
using OneLink.Admin.Edges;
using OneLink.Admin.Feed;
using OneLink.Admin.Json;
using OneLink.Shared.Feed;

namespace OneLink.Admin.SuperAdmin;

/// <summary><c>/edges</c>: which there are, how far they are, letting them in and shutting them out.</summary>
internal static class EdgeEndpoints
{
    private const int MaxAccounts = 1_000;

    private static readonly string[] Fields = ["name", "accounts"];

    public static void Map(IEndpointRouteBuilder console)
    {
        console.MapGet("/edges", List);
        console.MapPost("/edges", Add);
        console.MapDelete("/edges/{name}", Revoke);
    }

    /// <summary>All of them: they are as many as somebody has named.</summary>
    internal static async Task<IResult> List(HttpContext context, EdgeRepository edges, ChangeLogReader log, TimeProvider clock)
        => ConsoleResults.Json(context, new Page<EdgeItem>(await ReadAsync(edges, log, clock, context.RequestAborted), NextCursor: null), ConsoleJson.Relaxed.PageEdgeItem);

    internal static async Task<IResult> Add(HttpContext context, SuperAdminCaller caller, EdgeChanges changes, EdgeRepository edges, ChangeLogReader log, TimeProvider clock)
    {
        string? name = null;
        List<long> accounts = [];
        if (await ConsoleBody.ReadAsync(
            context, Fields, (fields, field, value) => _ = field is "name" ? fields.Text(value, field, Edge.MaxNameLength, out name) : ReadAccounts(fields, value, out accounts)) is { } refusal)
        {
            return refusal;
        }

        if (name is null || !Edge.IsName(name))
        {
            return ConsoleResults.Invalid("name", $"must have 1 to {Edge.MaxNameLength} letters, digits, '-', '_' and '.'.");
        }

        string? token = null;
        if (name == Edge.Default)
        {
            if (accounts.Count > 0)
            {
                return ConsoleResults.Invalid("accounts", "cannot be given to the default edge, which carries all.");
            }

            if (!await changes.RestoreAsync(caller.Actor, context.RequestAborted))
            {
                return IsThere(name);
            }
        }
        else if ((token = await changes.AddAsync(caller.Actor, name, accounts.Count == 0 ? FeedScope.All : FeedScope.Of(accounts), context.RequestAborted)) is null)
        {
            return IsThere(name);
        }

        var edge = (await ReadAsync(edges, log, clock, context.RequestAborted)).Single(each => each.Name == name);
        return ConsoleResults.Json(context, edge with { Token = token }, ConsoleJson.Relaxed.EdgeItem, StatusCodes.Status201Created);
    }

    internal static async Task<IResult> Revoke(HttpContext context, string name, SuperAdminCaller caller, EdgeChanges changes)
        => await changes.RevokeAsync(caller.Actor, name, context.RequestAborted) ? ConsoleResults.Done() : ConsoleResults.NotThere($"edge {name} that is let in");

    private static async Task<IReadOnlyList<EdgeItem>> ReadAsync(EdgeRepository edges, ChangeLogReader log, TimeProvider clock, CancellationToken cancellationToken)
    {
        var machines = (await edges.InstancesAsync(cancellationToken)).ToLookup(instance => instance.EdgeId);
        var last = (await log.BoundsAsync(cancellationToken)).LastSequence;
        var now = clock.GetUtcNow();
        return [.. (await edges.AllAsync(cancellationToken)).Select(edge => new EdgeItem(
            edge.Name,
            edge.Name == Edge.Default,
            edge.Scope.Accounts,
            ConsoleTime.Of(edge.RevokedAt),
            [.. machines[edge.Id].Select(instance => EdgeMachine.Of(instance, last, now))],
            Token: null))];
    }

    private static bool ReadAccounts(FieldReader fields, JsonElement value, out List<long> accounts)
    {
        accounts = [];
        if (!fields.IsArray(value, "accounts"))
        {
            return false;
        }

        if (value.GetArrayLength() > MaxAccounts)
        {
            return fields.Refuse("accounts", FormattableString.Invariant($"must have at most {MaxAccounts} entries."));
        }

        foreach (var (index, item) in value.EnumerateArray().Index())
        {
            if (item.ValueKind == JsonValueKind.Number && item.TryGetInt64(out var id) && id > 0)
            {
                accounts.Add(id);
            }
            else
            {
                fields.Refuse(FormattableString.Invariant($"accounts[{index}]"), "must be the number of an account.");
            }
        }

        return true;
    }

    private static IResult IsThere(string name) => ConsoleResults.Invalid("name", $"is that of an edge that is let in; revoke {name} first to give it another token or other accounts.");
}
