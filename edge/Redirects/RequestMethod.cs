namespace OneLink.Edge.Redirects;

internal enum RequestMethod : byte
{
    Get,
    Head,

    /// <summary>Anything else: answered by links whose status preserves the method (307, 308), refused by the others.</summary>
    Other,
}
