using OneLink.Admin.Tests.OpenApi;

namespace OneLink.Admin.Tests.Surfaces.Contract;

/// <summary>Every operation that the contract asks for, in its order: the rows of <c>operations.tsv</c>.</summary>
internal static class SurfaceOperations
{
    private const string File = "tests/Admin.Tests/Surfaces/Contract/operations.tsv";

    public static IReadOnlyList<SurfaceOperation> All { get; } =
    [
        .. from line in System.IO.File.ReadLines(Path.Combine(ApiDescription.RepositoryRoot(), File)).Skip(1)
           let cells = line.Split('\t')
           select new SurfaceOperation(cells[0], cells[1], cells[2], cells[3], cells[4]),
    ];

    // A name in the path comes before a parameter: contacts/search is no contact.
    private static readonly IReadOnlyList<SurfaceOperation> Narrowest = [.. All.OrderBy(operation => operation.Path.Count(character => character == '{'))];

    /// <summary>The operation of a call; <c>PUT</c> is another word for <c>PATCH</c>, and the other way round, where only one is listed.</summary>
    public static SurfaceOperation? Find(HttpMethod method, Uri address) => Find(method, address.AbsolutePath) ?? Twin(method) switch
    {
        { } twin => Find(twin, address.AbsolutePath),
        null => null,
    };

    private static SurfaceOperation? Find(HttpMethod method, string path) => Narrowest.FirstOrDefault(operation => operation.Is(method, path));

    private static HttpMethod? Twin(HttpMethod method)
        => method == HttpMethod.Put ? HttpMethod.Patch : method == HttpMethod.Patch ? HttpMethod.Put : null;
}
