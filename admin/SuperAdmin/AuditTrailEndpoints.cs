namespace OneLink.Admin.SuperAdmin;

/// <summary><c>/audit</c>: who changed what, anywhere.</summary>
internal static class AuditTrailEndpoints
{
    /// <summary>Numbers in a cursor.</summary>
    private const int CursorParts = 3;

    public static void Map(IEndpointRouteBuilder console) => console.MapGet("/audit", List);

    internal static async Task<IResult> List(HttpContext context, AuditTrail trail, AccountNames names)
    {
        var query = new ListQuery(context.Request.Query, "account", "actor", "action", "requestId", "createdAfter", "createdBefore");
        var filter = new TrailFilter(
            query.Number("account"), query.Text("actor"), query.Text("action"), query.Text("requestId"), query.Time("createdAfter"), query.Time("createdBefore"));
        var cursor = query.Cursor(CursorParts);
        if (query.Errors.Any)
        {
            return ConsoleResults.Invalid(query.Errors);
        }

        var found = await trail.PageAsync(filter, cursor, query.Limit + 1, context.RequestAborted);
        return ConsoleResults.Json(
            context,
            new Page<AuditItem>(
                await ShowAsync(found.Take(query.Limit).ToList(), names, context.RequestAborted),
                found.Count > query.Limit ? AuditTrail.CursorOf(found[query.Limit - 1]) : null),
            ConsoleJson.Relaxed.PageAuditItem);
    }

    /// <summary>With the accounts' names.</summary>
    internal static async Task<IReadOnlyList<AuditItem>> ShowAsync(List<TrailRow> rows, AccountNames names, CancellationToken cancellationToken)
    {
        var called = await names.OfAsync(rows.Where(row => row.AccountId is not null).Select(row => row.AccountId!.Value), cancellationToken);
        return [.. rows.Select(row => AuditItem.Of(row, row.AccountId is { } account ? called.GetValueOrDefault(account) : null))];
    }
}
