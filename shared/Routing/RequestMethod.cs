namespace OneLink.Shared.Routing;

public enum RequestMethod : byte
{
    Get,
    Head,

    /// <summary>Anything else: answered by links whose status preserves the method (307, 308), refused by the others.</summary>
    Other,
}
