using System.Globalization;
using System.Reflection;
using System.Text;
using System.Text.RegularExpressions;

namespace OneLink.Admin.Tests.Surfaces.Contract;

/// <summary>
/// docs/api/coverage.md: which test shows of an operation that it works, refuses, and keeps tenants apart. Of several tests
/// the page keeps the one that it names already, so that new tests elsewhere leave it as it is.
/// </summary>
internal static partial class CoveragePage
{
    public const string File = "docs/api/coverage.md";

    private const string Nothing = "–";

    private static readonly CallCase[] Cases = [CallCase.Success, CallCase.Refusal, CallCase.OtherTenant];

    /// <summary>The page that the calls make, given the one that is there.</summary>
    public static string Of(IReadOnlyCollection<RecordedCall> calls, string committed)
    {
        var covering = calls.Where(call => call.Case is not null).ToLookup(call => (call.Operation, call.Case!.Value));
        var breadth = calls.GroupBy(call => call.Test).ToDictionary(test => test.Key, test => test.Select(call => call.Operation).Distinct().Count());
        var named = Named(committed).ToHashSet();

        var page = new StringBuilder(
            """
            # Which tests cover the Application, Client and Platform APIs

            Every operation of the contract with a test of a call that succeeds, one that is refused, and one of another tenant. Made from the calls that the tests of `tests/Admin.Tests` were seen to make: a run fails while an operation lacks one of the three, or while a test named here does not make the call. `./onelink coverage` renews the page.
            """);
        page.Append('\n');
        foreach (var resource in SurfaceOperations.All.GroupBy(operation => (operation.Api, operation.Resource)))
        {
            page.Append(CultureInfo.InvariantCulture, $"\n## {resource.Key.Api}: {resource.Key.Resource}\n\n| | operation | success | refusal | another tenant |\n|---|---|---|---|---|\n");
            foreach (var operation in resource)
            {
                page.Append(CultureInfo.InvariantCulture, $"| {operation.Priority} | `{operation}` |");
                foreach (var @case in Cases)
                {
                    var best = covering[(operation, @case)]
                        .OrderByDescending(call => named.Contains((operation.ToString(), @case, NameOf(call.Test))))
                        .ThenBy(call => call.Status == 401)
                        .ThenBy(call => breadth[call.Test])
                        .ThenBy(call => NameOf(call.Test), StringComparer.Ordinal)
                        .FirstOrDefault();
                    page.Append(best is null ? $" {Nothing} |" : $" {NameOf(best.Test)} |");
                }

                page.Append('\n');
            }
        }

        return page.ToString();
    }

    /// <summary>What a page says: operation, case, and the test that shows it.</summary>
    public static IEnumerable<(string Operation, CallCase Case, string Test)> Named(string page)
        => from row in Row().Matches(page)
           from @case in Cases
           let test = row.Groups[@case.ToString()].Value
           where test != Nothing
           select (row.Groups["operation"].Value, @case, test);

    public static string NameOf(MethodInfo test) => $"{test.DeclaringType!.Name}.{test.Name}";

    [GeneratedRegex(
        @"^\| P\d \| `(?<operation>[^`]+)` \| (?<Success>\S+) \| (?<Refusal>\S+) \| (?<OtherTenant>\S+) \|$",
        RegexOptions.Multiline | RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Row();
}
