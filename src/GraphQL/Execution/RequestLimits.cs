using Flexportal.Api.Common;
using GraphQLParser;
using GraphQLParser.Exceptions;

namespace Flexportal.Api.Execution;

/// <summary>Limits of one request (trust 4.5).</summary>
internal static class RequestLimits
{
    public const int Characters = 15_000;
    public const int Tokens = 1_000;
    public const int Nesting = 24;
    public const int Depth = 8;

    // The usual introspection query goes this deep for wrapped types.
    public const int IntrospectionDepth = 16;
    public const int Cost = 5_000;
    public const int Aliases = 15;
    public const int Directives = 10;

    /// <summary>Looks at a query before anything is built from it: the parser's own depth limit throws, and a long text costs memory first.</summary>
    /// <returns>What is too much, or null.</returns>
    public static LimitError? Check(string query)
    {
        if (query.Length > Characters)
            return new LimitError("QUERY_TOO_LONG", new Said($"The query has more than {Characters} characters.", $"De query heeft meer dan {Characters} tekens."));
        try
        {
            return Scan(query);
        }
        catch (GraphQLSyntaxErrorException)
        {
            return null; // The parser says it better, with its place.
        }
    }

    private static LimitError? Scan(string query)
    {
        var (tokens, nesting, at) = (0, 0, 0);
        while (true)
        {
            var token = Lexer.Lex(query, at);
            if (token.Kind == TokenKind.EOF)
                return null;
            if (++tokens > Tokens)
                return new LimitError("QUERY_TOO_LONG", new Said($"The query has more than {Tokens} tokens.", $"De query heeft meer dan {Tokens} tokens."));
            nesting += token.Kind switch
            {
                TokenKind.BRACE_L or TokenKind.BRACKET_L or TokenKind.PAREN_L => 1,
                TokenKind.BRACE_R or TokenKind.BRACKET_R or TokenKind.PAREN_R => -1,
                _ => 0,
            };
            if (nesting > Nesting)
                return new LimitError("QUERY_TOO_DEEP", new Said($"The query is nested deeper than {Nesting} levels.", $"De query is dieper genest dan {Nesting} niveaus."));
            at = token.End;
        }
    }
}
