using Json.Schema;

namespace OneLink.Admin.Tests.OpenApi;

/// <summary>What a schema has against a body, a line each.</summary>
internal static class SchemaErrors
{
    private const int Most = 20;

    public static IEnumerable<string> Of(EvaluationResults results)
        => (from detail in results.Details ?? []
            where detail.Errors is not null
            from error in detail.Errors!
            select $"{detail.InstanceLocation}: {error.Value}").Distinct(StringComparer.Ordinal).Take(Most);
}
