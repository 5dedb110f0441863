namespace OneLink.Shared.Routing;

/// <summary>The memory in which one decision at a time writes its URLs.</summary>
public sealed class RouteBuffers
{
    /// <summary>A destination of 64 KB and a query as long as Kestrel's request line (8 KB), every byte of it percent-encoded.</summary>
    private const int LocationBytes = (64 * 1024) + (3 * 8 * 1024);

    /// <summary>A request line of Kestrel and a host name.</summary>
    private const int PageUrlBytes = 9 * 1024;

    /// <summary>A destination with the visitor's path.</summary>
    public byte[] WithPath { get; } = new byte[LocationBytes];

    /// <summary>A destination with the visitor's query.</summary>
    public byte[] WithQuery { get; } = new byte[LocationBytes];

    /// <summary>The same two for the second destination that one page has.</summary>
    public byte[] TabletPath { get; } = new byte[LocationBytes];

    public byte[] TabletQuery { get; } = new byte[LocationBytes];

    /// <summary>A store's address with the click's id.</summary>
    public byte[] Store { get; } = new byte[LocationBytes];

    /// <summary>A chat's address with the click's code, and the same in the app.</summary>
    public byte[] Chat { get; } = new byte[LocationBytes];

    public byte[] AppChat { get; } = new byte[LocationBytes];

    /// <summary>An intent URI, which carries a destination percent-encoded.</summary>
    public byte[] Intent { get; } = new byte[3 * LocationBytes];

    /// <summary>What leads out of an app: an intent URI of the page with the destination as its fallback.</summary>
    public byte[] LeadOut { get; } = new byte[3 * LocationBytes];

    /// <summary>The address of the page itself.</summary>
    public byte[] PageUrl { get; } = new byte[PageUrlBytes];
}
