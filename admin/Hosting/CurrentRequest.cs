namespace OneLink.Admin.Hosting;

/// <summary>
/// The id of the request for which code runs, so that what it logs and what it asks of ClickHouse can be found by it. Work that a
/// request leaves behind goes on under its id; work of the process's own has none.
/// </summary>
internal static class CurrentRequest
{
    private static readonly AsyncLocal<string?> Flowing = new();

    public static string? Id
    {
        get => Flowing.Value;
        set => Flowing.Value = value;
    }
}
