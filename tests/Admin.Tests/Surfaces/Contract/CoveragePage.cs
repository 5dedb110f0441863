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

    /// <summary>The page that the calls make, given what the one that is there says.</summary>
    /// <param name="calls">Those that were made.</param>
    /// <param name="committed">What the page says.</param>
    /// <param name="ran">Whether a test has run; of one that has not, the page's word is taken.</param>
    public static string Of(IReadOnlyCollection<RecordedCall> calls, IReadOnlyCollection<CoverageClaim> committed, Func<string, bool> ran)
    {
        var covering = calls.Where(call => call.Case is not null).ToLookup(call => (call.Operation.ToString(), call.Case!.Value));
        var breadth = calls.GroupBy(call => call.Test).ToDictionary(test => test.Key, test => test.Select(call => call.Operation).Distinct().Count());
        var claims = committed.ToDictionary(claim => (claim.Operation, claim.Case), claim => claim.Test);

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
                    page.Append(CultureInfo.InvariantCulture, $" {TestOf(operation.ToString(), @case) ?? Nothing} |");
                }

                page.Append('\n');
            }
        }

        return page.ToString();

        string? TestOf(string operation, CallCase @case)
        {
            var tests = covering[(operation, @case)];
            return claims.TryGetValue((operation, @case), out var named) && (!ran(named) || tests.Any(call => NameOf(call.Test) == named))
                ? named
                : tests
                    .OrderBy(call => call.Status == 401)
                    .ThenBy(call => breadth[call.Test])
                    .ThenBy(call => NameOf(call.Test), StringComparer.Ordinal)
                    .Select(call => NameOf(call.Test))
                    .FirstOrDefault();
        }
    }

    /// <summary>What a page says.</summary>
    public static IReadOnlyCollection<CoverageClaim> Read(string page) =>
    [
        .. from row in Row().Matches(page)
           from @case in Cases
           let test = row.Groups[@case.ToString()].Value
           where test != Nothing
           select new CoverageClaim(row.Groups["operation"].Value, @case, test),
    ];

    public static string NameOf(MethodInfo test) => $"{test.DeclaringType!.Name}.{test.Name}";

    [GeneratedRegex(
        @"^\| P\d \| `(?<operation>[^`]+)` \| (?<Success>\S+) \| (?<Refusal>\S+) \| (?<OtherTenant>\S+) \|$",
        RegexOptions.Multiline | RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Row();
}
