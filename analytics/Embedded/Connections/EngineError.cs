namespace OneLink.Analytics.Embedded.Connections;

/// <summary>Code and name of an error that the host itself reports, from ClickHouse's <c>ErrorCodes.cpp</c>.</summary>
internal sealed record EngineError(int Code, string Name)
{
    internal static readonly EngineError BadArguments = new(36, "BAD_ARGUMENTS");
    internal static readonly EngineError NotImplemented = new(48, "NOT_IMPLEMENTED");
    internal static readonly EngineError SyntaxError = new(62, "SYNTAX_ERROR");
    internal static readonly EngineError UnknownCompressionMethod = new(89, "UNKNOWN_COMPRESSION_METHOD");
    internal static readonly EngineError UnknownSetting = new(115, "UNKNOWN_SETTING");
    internal static readonly EngineError Readonly = new(164, "READONLY");
    internal static readonly EngineError RequiredPassword = new(194, "REQUIRED_PASSWORD");
    internal static readonly EngineError TooManySimultaneousQueries = new(202, "TOO_MANY_SIMULTANEOUS_QUERIES");
    internal static readonly EngineError NetworkError = new(210, "NETWORK_ERROR");
    internal static readonly EngineError CannotDecompress = new(271, "CANNOT_DECOMPRESS");
    internal static readonly EngineError IntoOutfileNotAllowed = new(358, "INTO_OUTFILE_NOT_ALLOWED");
    internal static readonly EngineError AuthenticationFailed = new(516, "AUTHENTICATION_FAILED");
    internal static readonly EngineError UnknownException = new(1002, "UNKNOWN_EXCEPTION");
}
