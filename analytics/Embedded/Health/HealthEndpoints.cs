using System.Globalization;
using System.Text.Json;
using OneLink.Analytics.Embedded.Connections;

namespace OneLink.Analytics.Embedded.Health;

/// <summary>Whether the host lives, whether it can answer, and its figures. Open to whoever reaches the port, as /ping is.</summary>
internal static class HealthEndpoints
{
    /// <summary>Below this the engine can still merge and answer; above it, inserts would soon fail in the middle.</summary>
    private const long LeastFreeBytes = 256L * 1024 * 1024;

    internal static void MapHealth(this IEndpointRouteBuilder routes)
    {
        routes.MapMethods("/ping", ["GET", "HEAD"], static () => Results.Text("Ok.\n", "text/html; charset=UTF-8"));
        routes.MapGet("/replicas_status", static () => Results.Text("Ok.\n", "text/html; charset=UTF-8"));
        routes.MapGet("/healthz", static () => Results.Text("ok\n"));
        routes.MapGet("/readyz", Readiness);
        routes.MapGet("/metrics", Metrics);
    }

    private static async Task Readiness(HttpContext context, Engine engine, EmbeddedOptions options)
    {
        var reasons = Reasons(engine, options);
        context.Response.StatusCode = reasons.Count == 0 ? StatusCodes.Status200OK : StatusCodes.Status503ServiceUnavailable;
        context.Response.ContentType = "application/json";
        await using var json = new Utf8JsonWriter(context.Response.BodyWriter);
        json.WriteStartObject();
        json.WriteBoolean("ready", reasons.Count == 0);
        json.WriteString("engine", engine.Version);
        json.WriteStartArray("reasons");
        reasons.ForEach(json.WriteStringValue);
        json.WriteEndArray();
        json.WriteEndObject();
    }

    private static List<string> Reasons(Engine engine, EmbeddedOptions options)
    {
        var reasons = new List<string>();
        try
        {
            using var connection = engine.Connect();
            connection.Execute("SELECT 1");
        }
        catch (Exception failure) when (failure is EngineException or StartupException)
        {
            reasons.Add($"the engine does not answer: {failure.Message}");
        }

        var free = new DriveInfo(options.DataPath).AvailableFreeSpace;
        if (free < LeastFreeBytes)
        {
            reasons.Add($"only {free / (1024 * 1024)} MiB are free in {options.DataPath}");
        }

        return reasons;
    }

    private static IResult Metrics(Engine engine, StatementCounters counters)
    {
        var text = string.Create(CultureInfo.InvariantCulture, $"""
            # HELP onelink_clickhouse_statements_total Statements by outcome.
            # TYPE onelink_clickhouse_statements_total counter
            onelink_clickhouse_statements_total{Label("ok")} {counters.Succeeded}
            onelink_clickhouse_statements_total{Label("failed")} {counters.Failed}
            # HELP onelink_clickhouse_statement_seconds_total Time spent on statements, waiting for a place included.
            # TYPE onelink_clickhouse_statement_seconds_total counter
            onelink_clickhouse_statement_seconds_total {counters.Elapsed.TotalSeconds:0.######}
            # HELP onelink_clickhouse_written_rows_total Rows written by inserts, rollups included.
            # TYPE onelink_clickhouse_written_rows_total counter
            onelink_clickhouse_written_rows_total {counters.WrittenRows}
            # HELP onelink_clickhouse_open_sessions Sessions open in the engine now.
            # TYPE onelink_clickhouse_open_sessions gauge
            onelink_clickhouse_open_sessions {engine.OpenSessions}
            # HELP process_resident_memory_bytes Memory of the process in RAM.
            # TYPE process_resident_memory_bytes gauge
            process_resident_memory_bytes {Environment.WorkingSet}

            """);
        return Results.Text(text, "text/plain; version=0.0.4");
    }

    private static string Label(string outcome) => $$"""{outcome="{{outcome}}"}""";
}
